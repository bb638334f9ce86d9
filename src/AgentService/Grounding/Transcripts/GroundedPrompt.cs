using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>What a model reads for a turn, and what is to be said about it.</summary>
/// <param name="Messages">The prompt.</param>
/// <param name="Turn">The turn, with everything that was said in the prompt as what was said before: it decides what tools may do.</param>
/// <param name="Size">Of the prompt.</param>
internal sealed record GroundedPrompt(List<ChatMessage> Messages, Turn Turn, PromptSize Size)
{
    public IReadOnlyList<Compaction> Compactions { get; init; } = [];

    /// <summary>Passages that came into it for this turn.</summary>
    public IReadOnlyList<string> ReadNow { get; init; } = [];

    /// <summary>Passages that there was no room for.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Messages of the room in it, without the question.</summary>
    public int SaidCount { get; init; }

    /// <summary>It holds a summary of what was said before those.</summary>
    public bool HasSummary { get; init; }
}
