using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>JSON's own values as those of fields: strings, numbers, true and false, and whatever a <c>Struct</c> holds.</summary>
internal sealed class JsonValues(Mistakes mistakes)
{
    private static readonly JsonParser Trees = new(new JsonParser.Settings(JsonTree.MaxDepth, JsonTypes.Registry));

    /// <returns>Null when it cannot be read, which has been noted.</returns>
    public object? Read(FieldDescriptor field, JsonElement json, string path)
    {
        var isWrapped = field.FieldType == FieldType.Message && WellKnown.IsWrapper(field.MessageType);
        var plain = isWrapped ? WellKnown.Wrapped(field.MessageType) : field;
        if (plain.FieldType == FieldType.Message && WellKnown.IsTree(plain.MessageType))
            return Tree(plain.MessageType, json, path);
        var (value, expected) = json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False when plain.FieldType == FieldType.Bool => (json.GetBoolean(), ""),
            JsonValueKind.Number when IsNumber(plain) => Text(plain, json.GetRawText()),
            JsonValueKind.String when plain.FieldType != FieldType.Bool => String(plain, json),
            _ => (null, Expected(plain)),
        };
        if (value is null)
            mistakes.Add(path, expected);
        return value;
    }

    private static (object? Value, string Expected) String(FieldDescriptor field, JsonElement json)
    {
        try
        {
            return Text(field, json.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return (null, "must be text: it has half of a surrogate pair");
        }
    }

    private static (object? Value, string Expected) Text(FieldDescriptor field, string text) =>
        (TextValues.Read(field, text, out var expected), expected);

    private IMessage? Tree(MessageDescriptor type, JsonElement json, string path)
    {
        try
        {
            return Trees.Parse(json.GetRawText(), type);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ArgumentException or OverflowException)
        {
            mistakes.Add(path, $"must be a {type.FullName}");
            return null;
        }
    }

    private static bool IsNumber(FieldDescriptor field) =>
        field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Bool or FieldType.Message or FieldType.Group);

    private static string Expected(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "must be a string",
        FieldType.Message when !WellKnown.IsText(field.MessageType) => "must be an object",
        _ when TextValues.Read(field, "?", out var expected) is null => expected,
        _ => "has the wrong type",
    };
}
