using System.Text.Json;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Tools;

/// <summary>
/// Decides for one turn which calls may run, by what the model has read so far and not by what it says. Text from outside (a
/// passage, a tool's result, what another agent made of them) taints the turn for good: from then on nothing that acts runs, and
/// nothing leaves the server but what the asking member wrote.
/// </summary>
internal sealed class ToolGuard(Turn turn)
{
    // Of a text that must not leave: fewer characters in common are chance.
    private const int Telling = 16;

    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>The model has read something that nobody in the room said.</summary>
    public bool IsTainted { get; private set; } = turn.Question.IsAgent || turn.Recent.Any(static said => said.IsAgent);

    /// <summary>The model is about to read something from outside.</summary>
    public void Taint() => IsTainted = true;

    /// <summary>Null when the call may run. Every call counts, also one that may not.</summary>
    public string? WhyNot(Tool tool, IDictionary<string, object?> arguments)
    {
        var calls = _calls[tool.Name] = _calls.GetValueOrDefault(tool.Name) + 1;
        if (calls > tool.Limits.Calls)
            return $"it may be called {tool.Limits.Calls} times for one question.";
        if (tool.Effect == ToolEffect.Reads)
            return null;
        if (tool.Effect == ToolEffect.Acts && IsTainted)
            return "it changes something, and text from outside the room has been read for this question.";
        var leaving = arguments.Values.SelectMany(TextsOf).ToList();
        if (IsTainted && !leaving.All(text => turn.PersonsWords.Contains(text, StringComparison.Ordinal)))
            return "text from outside the room has been read for this question: only what the question itself says may leave the server.";
        return leaving.Any(text => Tells(text, turn.Agent.Instructions))
            ? "its arguments repeat instructions that are not for others."
            : null;
    }

    /// <summary>Names of arguments are a tool's own, and numbers and words like true tell nothing but could be made to: all count.</summary>
    private static IEnumerable<string> TextsOf(object? value) => value switch
    {
        null => [],
        string text => [text],
        JsonElement { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        JsonElement { ValueKind: JsonValueKind.Null } => [],
        JsonElement { ValueKind: JsonValueKind.Array } array => array.EnumerateArray().SelectMany(static item => TextsOf(item)),
        JsonElement { ValueKind: JsonValueKind.Object } some => some.EnumerateObject().SelectMany(static one => TextsOf(one.Value).Prepend(one.Name)),
        JsonElement other => [other.GetRawText()],
        _ => [JsonSerializer.Serialize(value)],
    };

    private static bool Tells(string text, string secret)
    {
        var plain = Uri.UnescapeDataString(text.Replace('+', ' '));
        for (var start = 0; start + Telling <= secret.Length; start++)
        {
            if (plain.Contains(secret.AsSpan(start, Telling), StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
