namespace GroupChat.Chat.Messages;

/// <summary>What a caller wants to say, unchecked; empty strings stand for "not said".</summary>
/// <param name="RoomId">Where.</param>
/// <param name="ClientMessageId">The author's idempotency key.</param>
/// <param name="Parts">Text and format of each part; null for a part that is no text.</param>
/// <param name="ReplyTo">The message it replies to.</param>
/// <param name="Mentions">User ids of the people it mentions.</param>
internal sealed record Draft(
    string RoomId, string ClientMessageId, IReadOnlyList<DraftPart?> Parts, string ReplyTo, IReadOnlyList<string> Mentions);

/// <summary>A part as the caller sent it.</summary>
internal sealed record DraftPart(string Text, TextFormat Format);
