using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>Timestamps, durations and field masks, which JSON writes as strings.</summary>
internal static class WellKnownText
{
    public static IMessage? Read(MessageDescriptor type, string text, out string expected)
    {
        (expected, var value) = type.Name switch
        {
            "Timestamp" => ("must be a time like 2026-01-31T12:00:00Z", Parse(type, text)),
            "Duration" => ("must be a duration in seconds like 1.5s", Parse(type, text)),
            _ => ("must be paths of fields, separated by commas", Mask(text)),
        };
        return value;
    }

    private static IMessage? Parse(MessageDescriptor type, string text)
    {
        try
        {
            return JsonParser.Default.Parse(JsonSerializer.Serialize(text), type);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Proto3 JSON writes <c>displayName</c>; people also write <c>display_name</c>, as the contract does.</summary>
    private static FieldMask? Mask(string text)
    {
        var mask = new FieldMask();
        foreach (var path in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!path.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
                return null;
            mask.Paths.Add(string.Concat(path.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{c}")));
        }
        return mask;
    }
}
