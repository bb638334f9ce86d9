using System.Text.Json;
using GroupChat.Agents.Grounding.Transcripts;

namespace GroupChat.Agents.Explanations;

/// <summary>What a run of an answer was made from. Passages are named and not kept: whoever asks reads them as they stand then.</summary>
internal sealed record Explanation(string TurnId, string RunId, string RoomId, string AgentId, long AgentVersion, string ModelId)
{
    public DateTimeOffset CreateTime { get; init; }

    public IReadOnlyList<ExplainedQuery> Queries { get; init; } = [];

    public IReadOnlyList<ExplainedPassage> Passages { get; init; } = [];

    public PromptSize Size { get; init; }

    public long CachedTokens { get; init; }

    public int SaidCount { get; init; }

    public bool HasSummary { get; init; }

    public IReadOnlyList<Compaction> Compactions { get; init; } = [];

    public int CitationCount { get; init; }

    public int RemovedQuotes { get; init; }

    public string ToText() => JsonSerializer.Serialize(this);

    public static Explanation Read(string text) => JsonSerializer.Deserialize<Explanation>(text)!;
}
