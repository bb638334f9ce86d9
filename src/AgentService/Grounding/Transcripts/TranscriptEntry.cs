namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// One part of a prompt: where it comes from and what it looked like, without its words. Words are read anew for each turn, so that
/// what is edited or deleted elsewhere is never kept here. A summary alone has words of its own.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Ids">The message; the passages; or the messages that a summary was made of.</param>
internal sealed record TranscriptEntry(TranscriptKind Kind, IReadOnlyList<string> Ids)
{
    /// <summary>Number of the first of its passages; the others follow.</summary>
    public int First { get; init; }

    /// <summary>Of a summary.</summary>
    public string Text { get; init; } = "";

    /// <summary>Of its words as a model read them, so that a change is noticed.</summary>
    public string Hash { get; init; } = "";
}
