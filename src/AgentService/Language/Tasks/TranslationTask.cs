using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Says the same in another language.</summary>
internal static class TranslationTask
{
    public const string Name = "translate";

    /// <param name="target">A BCP 47 tag, checked.</param>
    /// <param name="source">Likewise, or empty.</param>
    public static StructuredTask<Draft> Of(string target, string source) => new(
        Name,
        $"Translate the text {(source.Length > 0 ? $"from the language \"{source}\" " : "")}into the language \"{target}\" (BCP 47). Keep its Markdown, "
        + "its line breaks, addresses, code and names. \"source_language\" is the BCP 47 tag of the language it is written in.",
        Shares.Parse(
            $$"""
            {"type":"object","properties":{"translation":{"type":"string","minLength":1},
            "source_language":{"type":"string","minLength":2,"maxLength":{{LanguageTag.Longest}}},"confidence":{{Shares.Schema}}},
            "required":["translation","source_language","confidence"],"additionalProperties":false}
            """),
        static draft =>
        [
            .. Shares.Mistake(string.IsNullOrWhiteSpace(draft.Translation), "translation must not be empty"),
            .. Shares.Mistake(!LanguageTag.IsOne(draft.SourceLanguage), "source_language must be a BCP 47 tag"),
            .. Shares.Mistake(!Shares.IsShare(draft.Confidence), "confidence must be from 0 to 1"),
        ]);

    /// <summary>What a model writes.</summary>
    internal sealed record Draft(string Translation, string SourceLanguage, double Confidence);
}
