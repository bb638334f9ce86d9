namespace GroupChat.Chat.Answers;

/// <summary>Where in a document something stands: headings from the top down, bytes from and to, page or 0.</summary>
internal sealed record Place(IReadOnlyList<string> Headings, long StartByte, long EndByte, int Page);
