using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>A message to be posted; checked.</summary>
/// <param name="Room">Where.</param>
/// <param name="Author">Who; has to be a member.</param>
/// <param name="ClientMessageId">Unique per room and author for ever.</param>
/// <param name="ContentHash">What a repeat under the same key has to match.</param>
/// <param name="Content">What to say.</param>
/// <param name="ReplyTo">Has to be a message of the same room.</param>
/// <param name="Handles">Handles that the text mentions, in its order, each once: agents of the room among them are asked.</param>
internal sealed record NewMessage(
    RoomId Room,
    UserId Author,
    string ClientMessageId,
    byte[] ContentHash,
    ContentPart Content,
    MessageId? ReplyTo,
    IReadOnlyList<string> Handles);
