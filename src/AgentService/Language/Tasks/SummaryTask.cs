using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Says in a few sentences what a text says.</summary>
internal static class SummaryTask
{
    public const string Name = "summarize";

    public static StructuredTask<Draft> Of(int sentences) => new(
        Name,
        $"Summarize the text in at most {sentences} sentences, in the language of the text. Say only what the text says.",
        Shares.Parse(
            $$"""
            {"type":"object","properties":{"summary":{"type":"string","minLength":1},"confidence":{{Shares.Schema}}},
            "required":["summary","confidence"],"additionalProperties":false}
            """),
        static draft =>
        [
            .. Shares.Mistake(string.IsNullOrWhiteSpace(draft.Summary), "summary must not be empty"),
            .. Shares.Mistake(!Shares.IsShare(draft.Confidence), "confidence must be from 0 to 1"),
        ]);

    /// <summary>What a model writes.</summary>
    internal sealed record Draft(string Summary, double Confidence);
}
