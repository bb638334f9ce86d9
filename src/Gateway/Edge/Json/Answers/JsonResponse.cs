using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Json.Answers;

/// <summary>The HTTP response of a call that is answered at once, or refused.</summary>
internal sealed class JsonResponse(HttpResponse response)
{
    private const string Json = "application/json";
    private const int TagBytes = 16;

    private HttpRequest Request => response.HttpContext.Request;

    /// <summary>What a service sends along with its answer, other than what belongs to gRPC.</summary>
    public void CopyMetadata(IHeaderDictionary metadata) => AnswerMetadata.Copy(metadata, response.Headers);

    /// <param name="text">JSON.</param>
    /// <param name="isResource">It may be asked for again, to see whether it has changed.</param>
    public Task WriteAsync(string text, bool isResource)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!isResource)
        {
            response.Headers.CacheControl = "no-store";
            return SendAsync(StatusCodes.Status200OK, bytes);
        }
        // Weak, since the same content may be sent compressed.
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes))}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        return IsKnown(tag) ? SendAsync(StatusCodes.Status304NotModified, []) : SendAsync(StatusCodes.Status200OK, bytes);
    }

    public Task FailAsync(GrpcEnd end)
    {
        var error = ErrorStatus.Of(end);
        error.AddHeaders(response.Headers);
        response.Headers.CacheControl = "no-store";
        return SendAsync(error.HttpStatus, Encoding.UTF8.GetBytes(error.Json));
    }

    /// <summary>No content, but which methods there are.</summary>
    public Task AllowAsync(string allowed)
    {
        response.Headers.Allow = allowed;
        response.StatusCode = StatusCodes.Status204NoContent;
        return response.CompleteAsync();
    }

    private async Task SendAsync(int status, byte[] bytes)
    {
        response.StatusCode = status;
        response.Headers.XContentTypeOptions = "nosniff";
        if (status != StatusCodes.Status304NotModified)
        {
            response.Headers.ContentType = Json;
            response.Headers.ContentLength = bytes.Length;
        }
        if (!HttpMethods.IsHead(Request.Method) && bytes.Length > 0)
            await response.BodyWriter.WriteAsync(bytes);
        await response.CompleteAsync();
    }

    private bool IsKnown(string tag) =>
        EntityTagHeaderValue.TryParseList([Request.Headers.IfNoneMatch.ToString()], out var known)
        && known.Any(each => each.Tag == "*" || each.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false));
}
