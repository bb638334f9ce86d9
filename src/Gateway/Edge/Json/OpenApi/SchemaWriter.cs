using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>JSON schemas of messages and enums as proto3 JSON writes them, and of everything they refer to.</summary>
internal sealed class SchemaWriter(ContractComments comments)
{
    private readonly SortedDictionary<string, JsonObject?> _schemas = new(StringComparer.Ordinal);

    /// <summary>A reference to the schema of a message.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (WellKnownSchemas.Of(message) is { } known)
            return known;
        if (_schemas.TryAdd(message.FullName, null))
            _schemas[message.FullName] = Object(message, without: []);
        return Reference(message.FullName);
    }

    /// <summary>A message in place, without some of its fields.</summary>
    public JsonObject Object(MessageDescriptor message, IReadOnlyCollection<FieldDescriptor> without)
    {
        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder().Except(without))
            properties[field.JsonName] = Of(field);
        var schema = new JsonObject { ["type"] = "object" };
        var choices = message.Oneofs.Where(oneof => !oneof.IsSynthetic)
            .Select(oneof => $"At most one of {string.Join(", ", oneof.Fields.Select(field => $"`{field.JsonName}`"))}.");
        Nodes.Describe(schema, string.Join("\n\n", choices.Prepend(comments.Of(message.FullName)).Where(text => text.Length > 0)));
        if (properties.Count > 0)
            schema["properties"] = properties;
        return schema;
    }

    /// <summary>A field, its comment included.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        var schema = Single(field.IsMap ? field.MessageType.FindFieldByNumber(2) : field);
        if (field.IsRepeated)
            schema = new() { ["type"] = field.IsMap ? "object" : "array", [field.IsMap ? "additionalProperties" : "items"] = schema };
        return Nodes.Describe(schema, comments.Of(field.FullName));
    }

    /// <summary>Adds a schema that no message has.</summary>
    public JsonObject Add(string name, JsonObject schema)
    {
        _schemas.TryAdd(name, schema);
        return Reference(name);
    }

    /// <summary>All that was referred to, by name.</summary>
    public JsonObject All() => new(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value)));

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Of(field.MessageType),
        FieldType.Enum => Of(field.EnumType),
        _ => WellKnownSchemas.Scalar(field.FieldType),
    };

    private JsonObject Of(EnumDescriptor type)
    {
        if (_schemas.ContainsKey(type.FullName))
            return Reference(type.FullName);
        var values = type.Values.Select(value => $"- `{value.Name}`: {comments.Of($"{type.FullName}.{value.Name}")}");
        _schemas[type.FullName] = Nodes.Describe(
            new() { ["type"] = "string", ["enum"] = new JsonArray([.. type.Values.Select(value => (JsonNode)value.Name)]) },
            $"{comments.Of(type.FullName)}\n\n{string.Join('\n', values)}".Trim());
        return Reference(type.FullName);
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
