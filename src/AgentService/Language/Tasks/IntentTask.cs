using GroupChat.Agents.Language.Structured;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Says what the writer of a text wants, as one of some labels.</summary>
internal static class IntentTask
{
    public const string Name = "classify_intent";
    private const int Most = 6;

    /// <summary>Labels where the caller gives none.</summary>
    public static IReadOnlyList<Label> Defaults { get; } =
    [
        new("question", "asks something"),
        new("request", "wants somebody to do something"),
        new("suggestion", "proposes something"),
        new("complaint", "says that something is bad"),
        new("agreement", "agrees"),
        new("disagreement", "disagrees"),
        new("thanks", "thanks somebody"),
        new("greeting", "greets or takes leave"),
        new("information", "tells others something"),
        new("other", "none of these"),
    ];

    public static StructuredTask<Draft> Of(IReadOnlyList<Label> labels)
    {
        var names = labels.Select(static label => label.Name).ToHashSet(StringComparer.Ordinal);
        return new(Name, Instructions(labels), Schema(names), draft => Check(draft, names));
    }

    private static string Instructions(IEnumerable<Label> labels) =>
        "Say what the writer of the text wants. Choose the most likely label first, then others that are possible. The labels:\n"
        + string.Join('\n', labels.Select(static label => label.Description.Length == 0 ? label.Name : $"{label.Name}: {label.Description}"));

    private static System.Text.Json.JsonElement Schema(IEnumerable<string> names) => Shares.Parse(
        $$$"""
        {"type":"object","properties":{"intents":{"type":"array","minItems":1,"maxItems":{{{Most}}},"items":{"type":"object",
        "properties":{"intent":{"enum":{{{Shares.Array(names)}}}},"confidence":{{{Shares.Schema}}}},
        "required":["intent","confidence"],"additionalProperties":false} } },"required":["intents"],"additionalProperties":false}
        """);

    private static IEnumerable<string> Check(Draft draft, HashSet<string> names) =>
    [
        .. Shares.Mistake(draft.Intents.Count is 0 or > Most, $"intents must be 1 to {Most}"),
        .. Shares.Mistake(draft.Intents.Any(choice => !names.Contains(choice.Intent)), "intent must be one of the labels"),
        .. Shares.Mistake(draft.Intents.DistinctBy(static choice => choice.Intent).Count() < draft.Intents.Count, "each intent only once"),
        .. Shares.Mistake(!draft.Intents.All(static choice => Shares.IsShare(choice.Confidence)), "confidence must be from 0 to 1"),
    ];

    /// <summary>Something that a writer may want.</summary>
    internal sealed record Label(string Name, string Description);

    /// <summary>What a model writes: the most likely label first.</summary>
    internal sealed record Draft(IReadOnlyList<Choice> Intents);

    /// <summary>One label of those that are possible.</summary>
    internal sealed record Choice(string Intent, double Confidence);
}
