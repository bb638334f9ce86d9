namespace GroupChat.Chat.Messages;

/// <summary>One kind of reaction to a message.</summary>
/// <param name="Emoji">As it was sent.</param>
/// <param name="Count">Members who reacted with it.</param>
/// <param name="Reacted">The one who asks is among them.</param>
internal sealed record ReactionCount(string Emoji, int Count, bool Reacted);
