using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>Metadata as JSON: an object of strings, or of lists of strings where a name has several values.</summary>
internal static class SocketMetadata
{
    private const int MostEntries = 64;
    private const int MaxNameLength = 128;
    private const int MaxValueLength = 8 * 1024;

    /// <summary>Adds what the open frame brings under <c>metadata</c>.</summary>
    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">INVALID_METADATA.</exception>
    public static void Add(IHeaderDictionary headers, JsonElement open)
    {
        foreach (var member in open.EnumerateObject())
        {
            if (member.Name != "metadata" || member.Value.ValueKind != JsonValueKind.Object)
                throw SocketErrors.Frame("open has one member, the object metadata");
            foreach (var entry in member.Value.EnumerateObject())
                AddEntry(headers, entry);
        }
    }

    /// <summary>Metadata of an answer; what belongs to HTTP, and the status itself, is left out.</summary>
    public static void Write(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            if (!ForeignHeaders.IsMetadata(name) || name.Equals("grpc-status", StringComparison.OrdinalIgnoreCase)
                || name.Equals("grpc-message", StringComparison.OrdinalIgnoreCase))
                continue;
            json.WritePropertyName(name.ToLowerInvariant());
            if (values.Count == 1)
                json.WriteStringValue(values[0]);
            else
                Write(json, values);
        }
    }

    private static void Write(Utf8JsonWriter json, StringValues values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void AddEntry(IHeaderDictionary headers, JsonProperty entry)
    {
        if (headers.Count >= MostEntries)
            throw SocketErrors.Metadata($"a call takes at most {MostEntries} entries");
        if (!IsName(entry.Name) || !ForeignHeaders.IsMetadata(entry.Name))
            throw SocketErrors.Metadata("a name has at most 128 of the letters a to z, 0 to 9, '-', '_' and '.', and is not one of HTTP's own");
        var values = entry.Value.ValueKind == JsonValueKind.Array ? entry.Value.EnumerateArray() : Enumerable.Repeat(entry.Value, 1);
        foreach (var value in values)
            headers[entry.Name] = StringValues.Concat(headers[entry.Name], TextOf(value));
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= MaxValueLength } text && text.All(letter => letter is >= ' ' and <= '~')
            ? text
            : throw SocketErrors.Metadata("a value is a text of printable ASCII, with at most 8,192 characters; or a list of such");

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '.');
}
