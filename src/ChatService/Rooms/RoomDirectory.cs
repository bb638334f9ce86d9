using System.Security.Cryptography;
using System.Text;
using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Rooms and their members: created, found, joined, left.</summary>
internal sealed class RoomDirectory(
    IRoomWriter writer, IRoomStore rooms, RoomAccess access, PageTokens pages, AgentRegister agents, TimeProvider time)
{
    private const int HashLength = 16;

    public async Task<CreatedRoom> CreateAsync(RoomWish wish, Participant creator, CancellationToken cancellationToken)
    {
        RoomRules.Check(wish);
        var id = wish.RoomId.Length > 0 ? wish.RoomId : Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var request = wish.RequestId.Length > 0 ? new RequestKey(wish.RequestId, Hash(wish)) : null;
        var name = wish.DisplayName.Length > 0 ? wish.DisplayName : id;
        var joining = await agents.JoiningAsync(new(id), cancellationToken);
        var room = new NewRoom(new(id), name, wish.Topic, wish.Visibility, creator, joining) { Settings = wish.Settings };
        return await writer.CreateAsync(room.Id, creator.Id, request, edit => RoomCreation.Create(edit, room), cancellationToken);
    }

    public async Task<Page<Room>> ListAsync(RoomFilter filter, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        RoomId? after = pages.Read(filter.Scope, pageToken) is { } position ? new RoomId(position) : null;
        var found = await rooms.ListAsync(after, size + 1, filter, cancellationToken);
        return Page<Room>.Of(found, size, last => pages.Make(filter.Scope, last.Id.Value));
    }

    public async Task<JoinedRoom> JoinAsync(
        string roomId, string joinToken, Participant participant, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.ChangeAsync(
                RoomAccess.Id(roomId), edit => Admission.Join(edit, participant, joinToken), cancellationToken);
        }
        catch (DomainError error) when (error.Code == ErrorCode.NotFound && joinToken.Length > 0)
        {
            // Whether the room exists is not said to somebody who tries tokens.
            throw ChatErrors.JoinLinkInvalid();
        }
    }

    public Task LeaveAsync(string roomId, UserId user, CancellationToken cancellationToken) =>
        writer.ChangeAsync(RoomAccess.Id(roomId), edit => Memberships.Leave(edit, user), cancellationToken);

    public async Task<Page<Member>> ListMembersAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var membership = await access.RequireAsync(roomId, caller, cancellationToken);
        var scope = $"members of {membership.Room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await rooms.ListMembersAsync(membership.Room, after, size + 1, cancellationToken);
        return Page<Member>.Of(found, size, last => pages.Make(scope, PageTokens.FromSequence(last.JoinSequence)));
    }

    /// <param name="roomId">The room.</param>
    /// <param name="userId">Who is looked for.</param>
    /// <param name="caller">Has to be a member; null for a service, which may ask about any room.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Member> GetMemberAsync(string roomId, string userId, UserId? caller, CancellationToken cancellationToken)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(userId.Length == 0, "user_id", "required")
            .ThrowIfAny();
        if (caller is { } member)
            await access.RequireAsync(roomId, member, cancellationToken);
        if (!UserIds.IsValid(userId))
            throw ChatErrors.MemberNotFound(userId);
        var membership = await access.FindAsync(roomId, new UserId(userId), cancellationToken);
        return membership.Member
            ?? throw (caller is null && !membership.IsVisible ? ChatErrors.RoomNotFound(roomId) : ChatErrors.MemberNotFound(userId));
    }

    private static byte[] Hash(RoomWish wish) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{wish.RoomId}\n{(int)wish.Visibility}\n{wish.Settings}\n{wish.DisplayName.Length}\n{wish.DisplayName}\n{wish.Topic}"))[..HashLength];
}
