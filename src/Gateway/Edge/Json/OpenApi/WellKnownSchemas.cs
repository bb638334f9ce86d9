using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using GroupChat.Gateway.Edge.Json.Binding;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>Schemas of scalars, and of the messages that JSON writes in a form of their own.</summary>
internal static class WellKnownSchemas
{
    public static JsonObject? Of(MessageDescriptor message)
    {
        if (WellKnown.IsWrapper(message))
            return Nullable(Scalar(WellKnown.Wrapped(message).FieldType));
        return message.FullName switch
        {
            "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
            "google.protobuf.Duration" => new()
            {
                ["type"] = "string",
                ["pattern"] = @"^-?[0-9]+(\.[0-9]{1,9})?s$",
                ["examples"] = new JsonArray("1.5s"),
            },
            "google.protobuf.FieldMask" => new() { ["type"] = "string", ["examples"] = new JsonArray("displayName,settings.retention") },
            "google.protobuf.Struct" => new() { ["type"] = "object" },
            "google.protobuf.Value" => [],
            "google.protobuf.ListValue" => new() { ["type"] = "array" },
            "google.protobuf.Any" => new()
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["@type"] = Nodes.Schema("string", "Names the message whose fields follow.") },
                ["required"] = new JsonArray("@type"),
            },
            _ => null,
        };
    }

    public static JsonObject Scalar(FieldType type) => type switch
    {
        FieldType.String => new() { ["type"] = "string" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Double => new() { ["type"] = "number", ["format"] = "double" },
        FieldType.Float => new() { ["type"] = "number", ["format"] = "float" },
        FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["format"] = "uint32", ["minimum"] = 0 },
        FieldType.UInt64 or FieldType.Fixed64 => new() { ["type"] = "string", ["format"] = "uint64" },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new() { ["type"] = "string", ["format"] = "int64" },
        _ => new() { ["type"] = "integer", ["format"] = "int32" },
    };

    private static JsonObject Nullable(JsonObject schema)
    {
        schema["type"] = new JsonArray(schema["type"]!.GetValue<string>(), "null");
        return schema;
    }
}
