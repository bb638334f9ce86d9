using System.Security.Cryptography;
using System.Text;
using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Rooms;

/// <summary>Rooms and their members: created, found, joined, left.</summary>
internal sealed class RoomDirectory(
    IRoomWriter writer, IRoomStore rooms, RoomAccess access, PageTokens pages, DefaultAgents agents, TimeProvider time)
{
    private const int HashLength = 16;

    public Task<Room> CreateAsync(RoomWish wish, Participant creator, CancellationToken cancellationToken)
    {
        RoomRules.Check(wish);
        var id = wish.RoomId.Length > 0 ? wish.RoomId : Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var request = wish.RequestId.Length > 0 ? new RequestKey(wish.RequestId, Hash(wish)) : null;
        var name = wish.DisplayName.Length > 0 ? wish.DisplayName : id;
        var room = new NewRoom(new(id), name, wish.Topic, wish.Visibility, creator, agents.Participants);
        return writer.CreateAsync(room.Id, creator.Id, request, edit => RoomCreation.Create(edit, room), cancellationToken);
    }

    public async Task<Page<Room>> ListAsync(
        UserId caller, bool joinedOnly, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var scope = joinedOnly ? $"rooms of {caller}" : "rooms";
        RoomId? after = pages.Read(scope, pageToken) is { } position ? new RoomId(position) : null;
        var found = await rooms.ListAsync(after, size + 1, joinedOnly ? caller : null, cancellationToken);
        return Page<Room>.Of(found, size, last => pages.Make(scope, last.Id.Value));
    }

    public Task<JoinedRoom> JoinAsync(string roomId, Participant participant, CancellationToken cancellationToken) =>
        writer.ChangeAsync(Required(roomId), edit => Memberships.Join(edit, participant), cancellationToken);

    public Task LeaveAsync(string roomId, UserId user, CancellationToken cancellationToken) =>
        writer.ChangeAsync(Required(roomId), edit => Memberships.Leave(edit, user), cancellationToken);

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
        var membership = await access.FindAsync(roomId, new UserId(userId), cancellationToken);
        return membership.Member ?? throw ChatErrors.MemberNotFound(userId);
    }

    private static RoomId Required(string roomId) => roomId.Length == 0 ? throw Violations.One("room_id", "required") : new RoomId(roomId);

    private static byte[] Hash(RoomWish wish) => SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{wish.RoomId}\n{(int)wish.Visibility}\n{wish.DisplayName.Length}\n{wish.DisplayName}\n{wish.Topic}"))[..HashLength];
}
