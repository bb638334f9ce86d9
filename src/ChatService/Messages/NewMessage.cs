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
/// <param name="People">People it mentions, each once.</param>
internal sealed record NewMessage(
    RoomId Room,
    UserId Author,
    string ClientMessageId,
    ContentPart Content,
    MessageId? ReplyTo,
    IReadOnlyList<string> Handles,
    IReadOnlyList<UserId> People)
{
    public SendKey Key => new(Author, ClientMessageId);

    /// <summary>
    /// A repeat under the same key has to say the same. What a deleted message said is not known any more, and neither is which
    /// of the people named were no members then.
    /// </summary>
    public bool Says(Message posted) => posted.ReplyTo == ReplyTo && (posted.Parts is [] || SaysNow(posted));

    private bool SaysNow(Message posted) =>
        posted.Parts is [var part] && part == Content
        && posted.Mentions.All(mention => mention.Kind == ParticipantKind.Agent || People.Contains(mention.Id));
}
