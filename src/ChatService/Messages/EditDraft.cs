namespace GroupChat.Chat.Messages;

/// <summary>What a caller wants a message to say, unchecked.</summary>
/// <param name="RoomId">Where.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Parts">Text and format of each part; null for a part that is no text.</param>
/// <param name="Mentions">User ids of the people it mentions.</param>
/// <param name="Rerun">Its answers are made again.</param>
internal sealed record EditDraft(string RoomId, string MessageId, IReadOnlyList<DraftPart?> Parts, IReadOnlyList<string> Mentions, bool Rerun);
