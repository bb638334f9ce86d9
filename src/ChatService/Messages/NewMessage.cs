using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>A message to be posted; checked.</summary>
/// <param name="Room">Where.</param>
/// <param name="Author">Who; has to be a member.</param>
/// <param name="ClientMessageId">Unique per room and author for ever.</param>
/// <param name="Content">What to say.</param>
/// <param name="ReplyTo">Has to be a message of the same room.</param>
/// <param name="Handles">Handles that the text mentions, in its order, each once: agents of the room among them are asked.</param>
internal sealed record NewMessage(
    RoomId Room,
    UserId Author,
    string ClientMessageId,
    ContentPart Content,
    MessageId? ReplyTo,
    IReadOnlyList<string> Handles)
{
    public SendKey Key => new(Author, ClientMessageId);

    /// <summary>A repeat under the same key has to say the same. What a deleted message said is not known any more.</summary>
    public bool Says(Message posted) => posted.Deletion is not null || posted.ReplyTo == ReplyTo && posted.Parts is [var part] && part == Content;
}
