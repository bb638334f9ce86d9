using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Messages as they stand now: a projection of the log.</summary>
internal interface IMessageStore
{
    Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken);

    /// <summary>Messages before a sequence, newest first: at most so many, and fewer rather than more than a response may hold.</summary>
    Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken);
}
