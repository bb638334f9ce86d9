using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Who may come into rooms and who may not, for reading.</summary>
internal interface IEntryStore
{
    /// <summary>Somebody's invitations in all rooms, newest first.</summary>
    Task<IReadOnlyList<Invitation>> ListInvitationsAsync(UserId user, InvitationPlace before, int limit, CancellationToken cancellationToken);

    /// <summary>A room's invitations, oldest first.</summary>
    Task<IReadOnlyList<Invitation>> ListInvitationsAsync(RoomRef room, long after, int limit, CancellationToken cancellationToken);

    /// <summary>All links of a room, oldest first.</summary>
    Task<IReadOnlyList<JoinLink>> ListJoinLinksAsync(RoomRef room, CancellationToken cancellationToken);

    /// <summary>The bans of a room that hold now, by user id.</summary>
    Task<IReadOnlyList<Ban>> ListBansAsync(RoomRef room, DateTimeOffset now, string after, int limit, CancellationToken cancellationToken);
}
