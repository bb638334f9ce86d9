namespace GroupChat.Agents.Extractive;

/// <summary>A run of a passage that is one thing in Markdown, without the marker that makes it so.</summary>
internal readonly record struct MarkdownBlock(int Start, int End, MarkdownBlockKind Kind);
