using GroupChat.Agents.Language.Structured;
using GroupChat.Agents.Language.Tasks;

namespace GroupChat.Agents.Grounding.Retrieval;

/// <summary>Lets a model say what a question means in its conversation, as a query that stands alone.</summary>
internal static class QueryTask
{
    public const int MostCharacters = 256;

    public static StructuredTask<Draft> Of { get; } = new(
        "rewrite_query",
        "The text is the end of a conversation, and last a question. Write one search query that finds what the question asks for, "
        + "without the conversation: names instead of pronouns, and everything that it leaves unsaid. Do not answer it.",
        Shares.Parse(
            $$"""
            {"type":"object","properties":{"query":{"type":"string","minLength":1,"maxLength":{{MostCharacters}} } },
            "required":["query"],"additionalProperties":false}
            """),
        static draft => Shares.Mistake(string.IsNullOrWhiteSpace(draft.Query) || draft.Query.Length > MostCharacters, $"query must have 1 to {MostCharacters} characters"));

    /// <summary>What a model writes.</summary>
    internal sealed record Draft(string Query);
}
