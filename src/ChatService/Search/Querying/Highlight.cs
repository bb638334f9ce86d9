namespace GroupChat.Chat.Search.Querying;

/// <summary>A place in a message: which part, and where in its text, in bytes of UTF-8.</summary>
internal readonly record struct Highlight(int Part, int Start, int Length);
