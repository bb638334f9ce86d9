using System.Globalization;
using System.Text.Json;

namespace GroupChat.Agents.Llama.Grammar;

/// <summary>Numbers from a minimum to a maximum, both whole, as a rule: every whole part that they may begin with is an alternative.</summary>
internal static class NumberRange
{
    private const int MostApart = 256;

    private const string Fraction = "(\".\" [0-9]{1,6})?";
    private const string Zeros = "(\".\" [0]{1,6})?";

    /// <summary>Null for a schema that bounds nothing.</summary>
    public static string? Of(JsonElement schema, bool isWhole)
    {
        var (least, most) = (Bound(schema, "minimum"), Bound(schema, "maximum"));
        if (least is null && most is null)
            return null;
        if (least is not { } from || most is not { } to || from > to || (long)to - from > MostApart)
            throw LlamaErrors.GrammarInvalid($"minimum and maximum must both be there, in order and at most {MostApart} apart");
        var ranges = new List<string>(2);
        if (to >= 0)
            ranges.Add(Magnitudes(Math.Max(from, 0), to, isWhole));
        if (from < 0)
            ranges.Add($"\"-\" ({Magnitudes(Math.Max(-to, 0), -from, isWhole)})");
        return $"({string.Join(" | ", ranges)})";
    }

    private static string Magnitudes(int from, int to, bool isWhole)
    {
        var parts = Enumerable.Range(from, to - from + 1).Select(static part => $"\"{part.ToString(CultureInfo.InvariantCulture)}\"").ToList();
        if (isWhole)
            return string.Join(" | ", parts);
        var last = $"{parts[^1]} {Zeros}";
        return parts.Count == 1 ? last : $"({string.Join(" | ", parts[..^1])}) {Fraction} | {last}";
    }

    private static int? Bound(JsonElement schema, string word) => !schema.TryGetProperty(word, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var bound) && Math.Abs((long)bound) <= 1_000_000
            ? bound : throw LlamaErrors.GrammarInvalid($"{word} must be a whole number");
}
