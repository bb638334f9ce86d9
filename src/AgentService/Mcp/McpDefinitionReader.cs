using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// Reads what a server says of one of its tools. The server may be anybody's: what is too long, too deep, or is no definition is
/// not taken, and in texts for the model nothing invisible is left.
/// </summary>
internal static class McpDefinitionReader
{
    private const int MostSchemaBytes = 16_384;
    private const int DeepestSchema = 16;
    private const int MostDescriptionBytes = 1024;
    private const int MostNoteBytes = 512;
    private static readonly string[] Said = ["name", "title", "description", "inputSchema", "outputSchema", "annotations"];

    /// <summary>Null when it is no tool that could be offered; why, says the second.</summary>
    public static (McpDefinition? Definition, string Why) Read(string server, string name, JsonObject tool)
    {
        if (McpNames.Of(server, name) is not { } known)
            return (null, "a name that models cannot use");
        if (tool["inputSchema"] is not JsonObject schema || !IsText(schema["type"], out var type) || type != "object")
            return (null, "arguments that are no object");
        if (Encoding.UTF8.GetByteCount(schema.ToJsonString()) > MostSchemaBytes || !IsFlat(schema, DeepestSchema))
            return (null, "a schema that is too large");
        var hash = HashOf(tool);
        var description = IsText(tool["description"], out var text) ? PlainText.Of(text, MostDescriptionBytes) : "";
        return (new(known, name, description, Cleaned(schema), HintOf(tool["annotations"]), hash), "");
    }

    private static string HashOf(JsonObject tool)
    {
        var text = JsonSerializer.Serialize(Said.Select(part => tool[part]?.ToJsonString() ?? ""));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Nor does it lead elsewhere: who resolves an address in a schema fetches it.</summary>
    private static bool IsFlat(JsonNode? node, int depth) => depth > 0 && node switch
    {
        JsonObject some => some.All(member => IsFlat(member.Value, depth - 1) && IsLocal(member.Key, member.Value)),
        JsonArray many => many.All(item => IsFlat(item, depth - 1)),
        _ => true,
    };

    private static bool IsLocal(string key, JsonNode? value) =>
        key is not ("$ref" or "$dynamicRef") || (IsText(value, out var target) && target.StartsWith('#'));

    private static JsonElement Cleaned(JsonObject schema)
    {
        var copy = (JsonObject)schema.DeepClone();
        Clean(copy);
        return JsonSerializer.SerializeToElement(copy);
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray many)
        {
            foreach (var item in many)
                Clean(item);
        }
        else if (node is JsonObject some)
        {
            foreach (var (key, value) in some.ToList())
            {
                if (key is "title" or "description" or "$comment" && IsText(value, out var text))
                    some[key] = PlainText.Of(text, MostNoteBytes);
                else
                    Clean(value);
            }
        }
    }

    private static string HintOf(JsonNode? annotations) =>
        annotations is not JsonObject some ? ""
        : Says(some["readOnlyHint"]) ? "Its server says that it only reads."
        : Says(some["destructiveHint"]) ? "Its server says that it may destroy something."
        : "";

    private static bool Says(JsonNode? hint) => hint is JsonValue value && value.TryGetValue<bool>(out var says) && says;

    private static bool IsText(JsonNode? node, out string text)
    {
        text = "";
        return node is JsonValue value && value.TryGetValue(out text!);
    }
}
