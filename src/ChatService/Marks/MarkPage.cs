namespace GroupChat.Chat.Marks;

/// <summary>How far members have come, in the order they joined.</summary>
/// <param name="Marks">As the log has told them.</param>
/// <param name="Own">The caller's, as it stands.</param>
/// <param name="NextToken">Empty on the last page.</param>
/// <param name="Cursor">Where the log was when they were read.</param>
/// <param name="AreHidden">The log tells of none in this room.</param>
internal sealed record MarkPage(IReadOnlyList<ReadMark> Marks, ReadMark Own, string NextToken, string Cursor, bool AreHidden);
