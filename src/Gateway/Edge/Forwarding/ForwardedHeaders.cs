using System.Net;
using System.Net.Http.Headers;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>Headers of a call and of its answer on their way through: all of them, but those of a single connection.</summary>
internal static class ForwardedHeaders
{
    public static HttpRequestMessage RequestOf(HttpRequest request, Uri server, ForwardedRequest body)
    {
        var forwarded = new HttpRequestMessage(HttpMethod.Post, new Uri(server, request.Path.Value))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!IsOfTheConnection(name) && !name.StartsWith("content-", StringComparison.OrdinalIgnoreCase))
                forwarded.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        forwarded.Headers.TE.Add(new("trailers"));
        return forwarded;
    }

    public static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (!IsOfTheConnection(name))
                to[name] = values.ToArray();
        }
    }

    // Trace context is written anew by the client, with the forwarding as its parent.
    private static bool IsOfTheConnection(string name) => name.ToLowerInvariant()
        is "connection" or "keep-alive" or "proxy-connection" or "transfer-encoding" or "upgrade" or "te" or "trailer" or "host"
        or "traceparent" or "tracestate" || name.StartsWith(':');
}
