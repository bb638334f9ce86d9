using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Says how a text feels about what it is about.</summary>
internal static class SentimentTask
{
    public const string Name = "analyze_sentiment";

    private static readonly string[] Names = ["positive", "neutral", "negative", "mixed"];

    public static StructuredTask<Draft> Task { get; } = new(
        Name,
        "Say whether the writer of the text is for or against what it is about. \"score\" is -1 for wholly against to 1 for wholly in favour.",
        Shares.Parse(
            $$"""
            {"type":"object","properties":{"sentiment":{"enum":{{Shares.Array(Names)}}},
            "score":{"type":"number","minimum":-1,"maximum":1},"confidence":{{Shares.Schema}}},
            "required":["sentiment","score","confidence"],"additionalProperties":false}
            """),
        Check);

    private static IEnumerable<string> Check(Draft draft) =>
    [
        .. Shares.Mistake(!Names.Contains(draft.Sentiment), "sentiment must be one of positive, neutral, negative, mixed"),
        .. Shares.Mistake(draft.Score is not (>= -1 and <= 1), "score must be from -1 to 1"),
        .. Shares.Mistake(draft is { Sentiment: "positive", Score: < 0 } or { Sentiment: "negative", Score: > 0 }, "score must have the sign of sentiment"),
        .. Shares.Mistake(!Shares.IsShare(draft.Confidence), "confidence must be from 0 to 1"),
    ];

    /// <summary>What a model writes.</summary>
    internal sealed record Draft(string Sentiment, double Score, double Confidence);
}
