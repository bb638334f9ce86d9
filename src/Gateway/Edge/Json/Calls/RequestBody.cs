using System.Buffers;
using System.IO.Pipelines;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Json.Calls;

/// <summary>The body of a request as bytes, never more of it than a message may have.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";

    /// <summary>Empty when there is none.</summary>
    /// <exception cref="DomainError">Its kind is not JSON, or it is too large.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > GrpcDefaults.MaxMessageBytes)
            throw JsonErrors.BodyTooLarge(GrpcDefaults.MaxMessageBytes);
        var body = await ReadAsync(request.BodyReader, cancellationToken);
        if (!body.IsEmpty && !IsJson(request))
            throw JsonErrors.UnsupportedMediaType(Json);
        return body;
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > GrpcDefaults.MaxMessageBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw JsonErrors.BodyTooLarge(GrpcDefaults.MaxMessageBytes);
            }
            if (read.IsCompleted)
            {
                var body = read.Buffer.IsEmpty ? [] : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // Without a type it is taken for JSON: no page can make a browser send it with somebody's token.
    private static bool IsJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
            return false;
        return request.ContentType is null or "" or Json || IsJson(request.ContentType);
    }

    private static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (Is(type.MediaType, Json) || Is(type.Suffix, "json"))
        && (type.Charset.Length == 0 || Is(HeaderUtilities.RemoveQuotes(type.Charset), "utf-8"));

    private static bool Is(StringSegment given, string wanted) => given.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
