namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>A change of a prompt before its end. Nothing leaves a prompt without one.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Messages">Messages that left it or changed.</param>
/// <param name="Passages">Passages that left it.</param>
internal sealed record Compaction(CompactionReason Reason, int Messages, int Passages)
{
    /// <summary>What wrote the summary: a model, or rules; empty without one.</summary>
    public string SummarizedBy { get; init; } = "";
}
