using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Messages;

/// <summary>The message that a request is about.</summary>
internal readonly record struct MessageTarget(RoomId Room, MessageId Message)
{
    /// <exception cref="DomainError">INVALID_REQUEST; MESSAGE_NOT_FOUND for what is no id of a message.</exception>
    public static MessageTarget Parse(string roomId, string messageId)
    {
        new Violations()
            .AddIf(roomId.Length == 0, "room_id", "required")
            .AddIf(messageId.Length == 0, "message_id", "required")
            .ThrowIfAny();
        return new(new(roomId), MessageId.Parse(messageId) ?? throw ChatErrors.MessageNotFound(messageId));
    }
}
