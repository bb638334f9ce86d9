using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Finds names in a text. A name that does not stand in the text is a mistake: nothing is made up.</summary>
internal static class NamesTask
{
    public const string Name = "extract_entities";
    private const int Most = 200;
    private const int LongestName = 256;

    private static readonly string[] Kinds = ["person", "organization", "place"];

    public static StructuredTask<Draft> Of(string text) => new(
        Name,
        "Find the names of people, organizations and places in the text. Copy each name exactly as it stands there, once.",
        Shares.Parse(
            $$$"""
            {"type":"object","properties":{"names":{"type":"array","maxItems":{{{Most}}},"items":{"type":"object",
            "properties":{"kind":{"enum":{{{Shares.Array(Kinds)}}}},"text":{"type":"string","minLength":1,"maxLength":{{{LongestName}}}},
            "confidence":{{{Shares.Schema}}}},"required":["kind","text","confidence"],"additionalProperties":false} } },
            "required":["names"],"additionalProperties":false}
            """),
        draft => Check(draft, text));

    private static IEnumerable<string> Check(Draft draft, string text) =>
    [
        .. Shares.Mistake(draft.Names.Count > Most, $"names must be at most {Most}"),
        .. Shares.Mistake(draft.Names.Any(static name => !Kinds.Contains(name.Kind)), "kind must be one of person, organization, place"),
        .. Shares.Mistake(
            draft.Names.Any(name => name.Text.Length is 0 or > LongestName || !text.Contains(name.Text, StringComparison.Ordinal)),
            "every name must stand in the text exactly as it is written there"),
        .. Shares.Mistake(!draft.Names.All(static name => Shares.IsShare(name.Confidence)), "confidence must be from 0 to 1"),
    ];

    /// <summary>What a model writes.</summary>
    internal sealed record Draft(IReadOnlyList<Found> Names);

    /// <summary>One name.</summary>
    internal sealed record Found(string Kind, string Text, double Confidence);
}
