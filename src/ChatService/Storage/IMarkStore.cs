using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Marks and what is unread, for reading. A count costs the same however many messages it counts.</summary>
internal interface IMarkStore
{
    /// <summary>Rooms with marks that moved and were not told.</summary>
    Task<IReadOnlyList<RoomId>> ListUntoldAsync(CancellationToken cancellationToken);

    /// <summary>The marks that the log has told of, of members after a join sequence, and the reader's own.</summary>
    Task<MarkList> ListAsync(RoomRef room, UserId reader, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Null for somebody who is no member.</summary>
    Task<RoomUnread?> FindUnreadAsync(RoomRef room, UserId reader, CancellationToken cancellationToken);

    /// <summary>Of every room of the reader, by id, from the one after <paramref name="after"/> on.</summary>
    Task<IReadOnlyList<RoomUnread>> ListUnreadAsync(UserId reader, RoomId? after, int limit, CancellationToken cancellationToken);
}
