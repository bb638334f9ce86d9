using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>Something said in a room.</summary>
/// <param name="Id">Made by the server.</param>
/// <param name="Room">The room.</param>
/// <param name="Sequence">The event that brought it in: its place in the room's order.</param>
/// <param name="Author">Who said it.</param>
/// <param name="ClientMessageId">The author's idempotency key; empty for an answer.</param>
/// <param name="Parts">What was said; empty for an answer in the making.</param>
/// <param name="ReplyTo">The message it replies to.</param>
/// <param name="Mentions">Members whose handle the text contains.</param>
/// <param name="CreateTime">When it was said.</param>
/// <param name="Answer">Set on an agent's answer only.</param>
internal sealed record Message(
    MessageId Id,
    RoomId Room,
    long Sequence,
    Participant Author,
    string ClientMessageId,
    IReadOnlyList<ContentPart> Parts,
    MessageId? ReplyTo,
    IReadOnlyList<Participant> Mentions,
    DateTimeOffset CreateTime,
    Answer? Answer);
