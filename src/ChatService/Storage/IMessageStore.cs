using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

/// <summary>Messages as they stand now: a projection of the log.</summary>
internal interface IMessageStore
{
    /// <summary>
    /// Appends a message, and a turn with a started answer for each agent of the room whose handle it mentions, all or nothing. A
    /// repeat of a client_message_id returns the first message. Throws ROOM_NOT_FOUND, NOT_A_MEMBER, MESSAGE_NOT_FOUND (reply),
    /// CLIENT_MESSAGE_ID_REUSED.
    /// </summary>
    Task<PostedMessage> PostAsync(NewMessage message, CancellationToken cancellationToken);

    Task<Message?> FindAsync(RoomRef room, MessageId message, CancellationToken cancellationToken);

    /// <summary>Messages before a sequence, newest first: at most so many, and fewer rather than more than a response may hold.</summary>
    Task<MessagePage> ListAsync(RoomRef room, long before, int limit, CancellationToken cancellationToken);
}
