using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed class SqlEntryStore(ChatDatabase chat) : IEntryStore
{
    public async Task<IReadOnlyList<Invitation>> ListInvitationsAsync(
        UserId user, InvitationPlace before, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => InvitationRows.ListOfUser(session, user, before, limit), cancellationToken);

    public async Task<IReadOnlyList<Invitation>> ListInvitationsAsync(
        RoomRef room, long after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => InvitationRows.ListOfRoom(session, room.Key, after, limit), cancellationToken);

    public async Task<IReadOnlyList<JoinLink>> ListJoinLinksAsync(RoomRef room, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => JoinLinkRows.List(session, room.Key), cancellationToken);

    public async Task<IReadOnlyList<Ban>> ListBansAsync(
        RoomRef room, DateTimeOffset now, string after, int limit, CancellationToken cancellationToken) =>
        await chat.Sql.ReadAsync(session => BanRows.List(session, room.Key, now, after, limit), cancellationToken);
}
