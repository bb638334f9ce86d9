using System.Text.Json;

namespace GroupChat.Gateway.Identities;

/// <summary>JSON of somebody else's, read in the one way that leaves nothing to choose: no name twice, nothing deep, no comments.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The object that it is; null when it is anything else.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null; // the second: a name with half a surrogate pair
        }
    }
}
