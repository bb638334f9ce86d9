using GroupChat.Chat.Messages;
using GroupChat.Chat.Pins;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>
/// Messages as they stand now: a projection of the log. With a viewer they come with what stands beside them: reactions, thread, pin.
/// Pages hold at most so many, and fewer rather than more than a response may hold.
/// </summary>
internal interface IMessageStore
{
    Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken);

    Task<Message?> FindAsync(RoomRef room, MessageId message, UserId viewer, CancellationToken cancellationToken);

    /// <summary>Messages before a sequence, newest first.</summary>
    Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Messages before a sequence, newest first.</summary>
    Task<MessagePage> ListAsync(RoomRef room, long before, int limit, UserId viewer, CancellationToken cancellationToken);

    /// <summary>The thread that a message belongs to or begins, from the reply after a sequence on; null when there is no such message.</summary>
    Task<ThreadPage?> ListThreadAsync(
        RoomRef room, MessageId message, long after, int limit, UserId viewer, CancellationToken cancellationToken);

    /// <summary>What a message said, oldest first, from the one after an event on; null when there is no such message.</summary>
    Task<Chunk<Revision>?> ListRevisionsAsync(RoomRef room, MessageId message, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Pins, the newest first, from the one before an event on.</summary>
    Task<Chunk<Pin>> ListPinsAsync(RoomRef room, long before, int limit, UserId viewer, CancellationToken cancellationToken);
}
