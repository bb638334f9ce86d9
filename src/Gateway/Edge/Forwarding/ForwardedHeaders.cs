using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.Extensions.Primitives;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Headers of a call and of its answer on their way through: all of them, but those of a single connection and those that say who calls.</summary>
internal static class ForwardedHeaders
{
    // Trace context is written anew, with this process as its parent. The rest is of the connection, or the server's own.
    private static readonly FrozenSet<string> OfOneHop = FrozenSet.ToFrozenSet(
        [
            "connection", "keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate", "transfer-encoding", "upgrade", "te",
            "trailer", "host", "expect", "content-length", "content-type", "traceparent", "tracestate", "date", "server", "alt-svc",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static HttpRequestMessage RequestOf(HttpRequest request, Uri method, HttpContent body, ServiceKey key)
    {
        var forwarded = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!name.StartsWith(':') && !OfOneHop.Contains(name) && !OnBehalf.IsIdentity(name))
                Add(forwarded, name, values);
        }

        body.Headers.TryAddWithoutValidation("content-type", request.ContentType);
        forwarded.Headers.TryAddWithoutValidation("te", "trailers");
        forwarded.Headers.HandOn(request.HttpContext.GetCaller(), key);
        return forwarded;
    }

    public static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (!OfOneHop.Contains(name))
                to[name] = values.Count == 1 ? values.ToString() : values.ToArray();
        }
    }

    private static void Add(HttpRequestMessage forwarded, string name, StringValues values)
    {
        // Some names, such as content-language, belong to the body as far as the client knows.
        if (values.Count == 1 ? forwarded.Headers.TryAddWithoutValidation(name, values[0]) : forwarded.Headers.TryAddWithoutValidation(name, values.ToArray()))
            return;
        forwarded.Content!.Headers.TryAddWithoutValidation(name, values.ToArray());
    }
}
