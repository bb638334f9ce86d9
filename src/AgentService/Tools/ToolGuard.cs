using System.Text.Json;
using GroupChat.Agents.Turns;

namespace GroupChat.Agents.Tools;

/// <summary>
/// Decides for one turn which calls may run, by the labels of what the model has read so far and not by what it says. One text that
/// is not to be trusted taints the turn for good: from then on nothing that acts runs, and nothing leaves the server but what the
/// asking member wrote, unless a member approves the call. What is for nobody does not leave even then.
/// </summary>
internal sealed class ToolGuard(Turn turn, ApprovalPolicy policy)
{
    // Of a text that must not leave: fewer characters in common are chance.
    private const int Telling = 16;

    private readonly Dictionary<string, int> _calls = new(StringComparer.Ordinal);
    private bool _asks = true;
    private readonly HashSet<ContentLabel> _read = [.. turn.Recent.Append(turn.Question).Select(LabelOf)];

    /// <summary>The model has read something that nobody in the room said.</summary>
    public bool IsTainted => !_read.All(static label => label.IsTrusted);

    /// <summary>The model is about to read something.</summary>
    public void Read(ContentLabel label) => _read.Add(label);

    /// <summary>A member said no, or nobody was there: texts that want something cannot make people wait again and again.</summary>
    public void StopAsking() => _asks = false;

    /// <summary>An earlier run made this call.</summary>
    public void Made(string tool) => _calls[tool] = _calls.GetValueOrDefault(tool) + 1;

    /// <summary>Every call counts, also one that may not run.</summary>
    public ToolVerdict Judge(Tool tool, IDictionary<string, object?> arguments)
    {
        Made(tool.Name);
        if (_calls[tool.Name] > tool.Limits.Calls)
            return ToolVerdict.Refused($"it may be called {tool.Limits.Calls} times for one question.", tool);
        if (tool.Effect == ToolEffect.Reads)
            return new(tool);
        var leaving = arguments.Values.SelectMany(TextsOf).ToList();
        if (leaving.Any(text => Tells(text, turn.Agent.Instructions)))
            return ToolVerdict.Refused("its arguments repeat instructions that are not for others.", tool);
        var why = WhyAsk(tool, leaving);
        return new(tool, why is null || tool.Hint.Length == 0 ? why : $"{why} {tool.Hint}", _asks && PolicyOf(tool) != ApprovalPolicy.Never);
    }

    private string? WhyAsk(Tool tool, List<string> leaving)
    {
        if (tool.Effect == ToolEffect.Acts && IsTainted)
            return "it changes something, and text from outside the room has been read for this question.";
        if (tool.Effect == ToolEffect.Sends && IsTainted && !leaving.All(text => turn.PersonsWords.Contains(text, StringComparison.Ordinal)))
            return "text from outside the room has been read for this question: only what the question itself says may leave the server.";
        return PolicyOf(tool) != ApprovalPolicy.Always ? null
            : tool.Effect == ToolEffect.Acts ? "it changes something." : "its arguments leave the server.";
    }

    private ApprovalPolicy PolicyOf(Tool tool) => tool.Approval ?? policy;

    private static ContentLabel LabelOf(RoomMessage said) => said.IsAgent ? ContentLabel.AnAgent : ContentLabel.Person;

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
