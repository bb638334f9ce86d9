using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Messages;

/// <summary>What a message said at one time.</summary>
/// <param name="Sequence">The event that brought it.</param>
/// <param name="CreateTime">Since when.</param>
/// <param name="Parts">What it said.</param>
/// <param name="Mentions">Whom it was addressed to.</param>
/// <param name="Answer">How the answer ended that said it; null for what people say.</param>
internal sealed record Revision(
    long Sequence, DateTimeOffset CreateTime, IReadOnlyList<ContentPart> Parts, IReadOnlyList<Participant> Mentions, Answer? Answer);
