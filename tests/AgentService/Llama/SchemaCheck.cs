using System.Text.Json;

namespace GroupChat.Agents.Tests.Llama;

/// <summary>Whether a text is a JSON value of a schema, as far as the tests' schemas go.</summary>
internal static class SchemaCheck
{
    public static void Holds(JsonElement schema, string text)
    {
        using var value = JsonDocument.Parse(text);
        Assert.True(Holds(schema, schema, value.RootElement), text);
    }

    private static bool Holds(JsonElement root, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Holds(root, reference.GetString()![2..].Split('/').Aggregate(root, static (at, part) => at.GetProperty(part)), value);
        if (schema.TryGetProperty("anyOf", out var any))
            return any.EnumerateArray().Any(one => Holds(root, one, value));
        if (schema.TryGetProperty("const", out var constant))
            return JsonElement.DeepEquals(constant, value);
        if (schema.TryGetProperty("enum", out var values))
            return values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
        return schema.GetProperty("type").GetString() switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "string" => value.GetString()!.EnumerateRunes().Count() <= schema.GetProperty("maxLength").GetInt32(),
            "array" => value.EnumerateArray().All(item => Holds(root, schema.GetProperty("items"), item)) && Fits(schema, value.GetArrayLength()),
            _ => value.EnumerateObject().All(member => Holds(root, schema.GetProperty("properties").GetProperty(member.Name), member.Value))
                && schema.GetProperty("required").EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        };
    }

    private static bool Fits(JsonElement schema, int count) =>
        (!schema.TryGetProperty("minItems", out var least) || count >= least.GetInt32()) && count <= schema.GetProperty("maxItems").GetInt32();
}
