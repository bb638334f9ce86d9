using System.Text.Json;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>
/// The prompt of an agent in a room as a list that only grows, so that a model finds the beginning of each prompt in its cache. It
/// changes before its end only by compactions.
/// </summary>
internal sealed record Transcript
{
    public static Transcript Empty { get; } = new();

    /// <summary>Hash of the agent's part, which stands first.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>Messages up to this sequence are part of it or were left out for good.</summary>
    public long From { get; init; }

    /// <summary>Number for the next passage; numbers are never used again.</summary>
    public int NextNumber { get; init; } = 1;

    /// <summary>Position of the room's log up to which summaries are known to be true.</summary>
    public string Cursor { get; init; } = "";

    public IReadOnlyList<TranscriptEntry> Entries { get; init; } = [];

    public string ToText() => JsonSerializer.Serialize(this);

    public static Transcript Read(string text) => JsonSerializer.Deserialize<Transcript>(text)!;
}
