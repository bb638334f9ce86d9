using System.Text.Json;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>What the tasks' schemas and checks have in common.</summary>
internal static class Shares
{
    /// <summary>Schema of a number from 0 to 1.</summary>
    public const string Schema = """{"type":"number","minimum":0,"maximum":1}""";

    /// <summary>NaN is none: JSON has no word for it, and neither has a caller.</summary>
    public static bool IsShare(double value) => value is >= 0 and <= 1;

    public static IEnumerable<string> Mistake(bool broken, string mistake) => broken ? [mistake] : [];

    public static JsonElement Parse(string schema) => JsonElement.Parse(schema);

    /// <summary>A JSON array of strings.</summary>
    public static string Array(IEnumerable<string> values) => JsonSerializer.Serialize(values);
}
