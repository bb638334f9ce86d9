using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Rooms;

/// <summary>Invitations on behalf of callers.</summary>
internal sealed class InvitationDesk(IRoomWriter writer, IEntryStore entries, RoomAccess access, People people, PageTokens pages)
{
    public async Task<Changed<Invited>> InviteAsync(string roomId, string userId, UserId caller, CancellationToken cancellationToken)
    {
        UserIds.Check(roomId, userId).ThrowIfAny();
        await access.RequireAsync(roomId, caller, cancellationToken); // before anything is said about the person
        var person = await people.FindAsync(new(userId), new(roomId), cancellationToken);
        return await writer.ChangeAsync(new(roomId), edit => Invitations.Invite(edit, caller, person), cancellationToken);
    }

    public Task DeclineAsync(string roomId, UserId caller, CancellationToken cancellationToken) =>
        writer.ChangeAsync(RoomAccess.Id(roomId), edit => Invitations.Decline(edit, caller), cancellationToken);

    public Task<Changed<bool>> WithdrawAsync(string roomId, string userId, UserId caller, CancellationToken cancellationToken)
    {
        UserIds.Check(roomId, userId).ThrowIfAny();
        return writer.ChangeAsync(new(roomId), edit => Invitations.Withdraw(edit, caller, new(userId)), cancellationToken);
    }

    /// <summary>The caller's own, newest first.</summary>
    public async Task<Page<Invitation>> ListOwnAsync(UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var scope = $"invitations of {caller}";
        var before = InvitationPlace.Parse(pages.Read(scope, pageToken));
        var found = await entries.ListInvitationsAsync(caller, before, size + 1, cancellationToken);
        return Page<Invitation>.Of(found, size, last => pages.Make(scope, InvitationPlace.Of(last).ToString()));
    }

    /// <summary>Those of a room, oldest first, for its members.</summary>
    public async Task<Page<Invitation>> ListOfRoomAsync(
        string roomId, UserId caller, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        var size = PageSize.List.For(pageSize);
        var room = (await access.RequireAsync(roomId, caller, cancellationToken)).Room;
        var scope = $"invitations to {room.Key}";
        var after = PageTokens.ToSequence(pages.Read(scope, pageToken)) ?? 0;
        var found = await entries.ListInvitationsAsync(room, after, size + 1, cancellationToken);
        return Page<Invitation>.Of(found, size, last => pages.Make(scope, PageTokens.FromSequence(last.Sequence)));
    }
}
