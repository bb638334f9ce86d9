using System.Text.Json;

namespace GroupChat.Agents.Language.Structured;

/// <summary>Work for a model whose output is one JSON object.</summary>
/// <param name="Name">Of the schema, for providers that want one; also the name in errors.</param>
/// <param name="Instructions">What to do with the text; never words of the text itself.</param>
/// <param name="Schema">What the output must be.</param>
/// <param name="Check">What the schema cannot say: the mistakes of an output, none when it is right.</param>
internal sealed record StructuredTask<T>(string Name, string Instructions, JsonElement Schema, Func<T, IEnumerable<string>> Check)
    where T : class;
