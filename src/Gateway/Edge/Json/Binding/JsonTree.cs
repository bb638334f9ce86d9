using System.Text.Json;
using System.Text.Unicode;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>The body of a request as JSON, read strictly: UTF-8, no name twice in an object, not too deep.</summary>
internal static class JsonTree
{
    /// <summary>Levels of objects and lists.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <exception cref="DomainError">INVALID_ARGUMENT, with the place of the mistake and nothing of what stands there.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        var text = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (!Utf8.IsValid(text.Span))
            throw JsonErrors.Malformed("the body is not UTF-8");
        try
        {
            return JsonDocument.Parse(text, Strict);
        }
        catch (JsonException exception)
        {
            var (line, place) = (exception.LineNumber + 1 ?? 1, exception.BytePositionInLine + 1 ?? 1);
            throw JsonErrors.Malformed(
                $"the body is not JSON that can be read, at line {line}, byte {place}: it must be well-formed, name nothing twice in an "
                + $"object and nest at most {MaxDepth} levels");
        }
        catch (InvalidOperationException)
        {
            // A name with half of a surrogate pair, met while names are compared.
            throw JsonErrors.Malformed("a name in the body is no text");
        }
    }
}
