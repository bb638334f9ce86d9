using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Says how strongly a text falls into the categories of what is often not wanted.</summary>
internal static class ModerationTask
{
    public const string Name = "moderate";

    /// <summary>In the order of the contract's enum.</summary>
    public static IReadOnlyList<string> Categories { get; } =
        ["harassment", "hate", "sexual", "violence", "self_harm", "spam", "illegal"];

    public static StructuredTask<Draft> Task { get; } = new(
        Name,
        "Judge the text. For each category say from 0 to 1 how strongly the text falls into it: harassment (insults or bullies somebody), "
        + "hate (demeans a group of people), sexual, violence (threatens with it or praises it), self_harm, spam (unwanted advertising or "
        + "fraud), illegal (helps with a crime). Reporting or discussing such a thing is not doing it.",
        Shares.Parse(
            $$"""
            {"type":"object","properties":{"scores":{"type":"object",
            "properties":{{{string.Join(',', Categories.Select(static category => $"\"{category}\":{Shares.Schema}"))}}},
            "required":{{Shares.Array(Categories)}},"additionalProperties":false},"confidence":{{Shares.Schema}}},
            "required":["scores","confidence"],"additionalProperties":false}
            """),
        Check);

    private static IEnumerable<string> Check(Draft draft) =>
    [
        .. Shares.Mistake(
            draft.Scores.Count != Categories.Count || !Categories.All(draft.Scores.ContainsKey), "scores must have every category once and no other"),
        .. Shares.Mistake(!draft.Scores.Values.All(Shares.IsShare), "a score must be from 0 to 1"),
        .. Shares.Mistake(!Shares.IsShare(draft.Confidence), "confidence must be from 0 to 1"),
    ];

    /// <summary>What a model writes: a score for each category.</summary>
    internal sealed record Draft(IReadOnlyDictionary<string, double> Scores, double Confidence);
}
