namespace GroupChat.Chat.Marks;

/// <summary>Marks in the order their owners joined.</summary>
/// <param name="Marks">As many as were asked for, if there are so many.</param>
/// <param name="Own">The reader's, as it stands.</param>
/// <param name="HeadSequence">The newest sequence of the log when they were read.</param>
/// <param name="AreHidden">The log tells of none in this room.</param>
internal sealed record MarkList(IReadOnlyList<ToldMark> Marks, ReadMark Own, long HeadSequence, bool AreHidden);
