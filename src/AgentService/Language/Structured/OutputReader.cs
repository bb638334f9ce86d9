using System.Text.Json;

namespace GroupChat.Agents.Language.Structured;

/// <summary>Reads a model's output as an object of a type, or says what is wrong with it.</summary>
internal static class OutputReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>Exactly one of the two is set: the value, or the mistakes that a model is told.</summary>
    public static (T? Value, IReadOnlyList<string> Mistakes) Read<T>(string output, Func<T, IEnumerable<string>> check)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize<T>(ObjectIn(output), Options);
            if (value is null)
                return (null, ["The output is null, not an object."]);
            var mistakes = check(value).ToList();
            return mistakes.Count == 0 ? (value, mistakes) : (null, mistakes);
        }
        catch (JsonException error)
        {
            return (null, [$"The output is no JSON object of the schema (at {error.Path ?? "its beginning"})."]);
        }
    }

    /// <summary>Models like to put a fence or a sentence around what they were asked for; that alone is no reason to ask again.</summary>
    private static ReadOnlySpan<char> ObjectIn(string output)
    {
        var (first, last) = (output.IndexOf('{', StringComparison.Ordinal), output.LastIndexOf('}'));
        return first >= 0 && last > first ? output.AsSpan(first..(last + 1)) : output;
    }
}
