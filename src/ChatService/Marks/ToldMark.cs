namespace GroupChat.Chat.Marks;

/// <summary>A member's mark as the log has told it, and when that member joined: the order of the list.</summary>
internal sealed record ToldMark(ReadMark Mark, long JoinSequence);
