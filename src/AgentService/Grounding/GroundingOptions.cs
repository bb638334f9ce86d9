using System.ComponentModel.DataAnnotations;
using GroupChat.Agents.Grounding.Retrieval;

namespace GroupChat.Agents.Grounding;

/// <summary>Settings under "Grounding".</summary>
internal sealed class GroundingOptions
{
    /// <summary>What rewrites questions that go on from others: Auto, Rules or Off. Default Auto: the agent's model when it writes, else rules.</summary>
    public QueryRewriting Rewrite { get; set; }

    /// <summary>Time for a model to rewrite a question, in seconds; then rules do it. Default 10.</summary>
    [Range(1, 120)]
    public int RewriteSeconds { get; set; } = 10;

    /// <summary>Days for which it can be said what an answer was made from. Default 30; 0: never.</summary>
    [Range(0, 3650)]
    public int ExplanationDays { get; set; } = 30;
}
