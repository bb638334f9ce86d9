using System.Collections.Frozen;

namespace GroupChat.Gateway.Edge;

/// <summary>Which headers of a foreign request mean something to a call, and which only to its transport.</summary>
internal static class ForeignHeaders
{
    private static readonly FrozenSet<string> Transport = FrozenSet.ToFrozenSet(
        [
            "connection", "keep-alive", "proxy-connection", "proxy-authorization", "transfer-encoding", "upgrade", "te", "trailer", "host",
            "expect", "cookie", "origin", "referer", "range", "grpc-encoding", "grpc-accept-encoding", "dnt", "pragma", "cache-control",
            "upgrade-insecure-requests", "priority",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Families = ["content-", "accept", "sec-", "if-", ":"];

    /// <summary>
    /// The metadata of a request: credentials, deadline, trace context and the sender's own entries. Cookies are left out, so that
    /// no browser acts for a user who did not ask for it.
    /// </summary>
    public static IHeaderDictionary ToMetadata(IHeaderDictionary headers)
    {
        var metadata = new HeaderDictionary(headers.Count);
        foreach (var (name, values) in headers)
        {
            if (IsMetadata(name))
                metadata[name] = values;
        }

        return metadata;
    }

    public static bool IsMetadata(string name) =>
        !Transport.Contains(name) && !Families.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));
}
