using GroupChat.Gateway.Edge.Json.Templates;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>A query taken apart, strictly decoded.</summary>
internal static class QueryText
{
    /// <summary>Names and values in their order; null for one that is not encoded as it should be.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static IReadOnlyList<(string? Name, string? Value)> Parse(string query)
    {
        var found = new List<(string?, string?)>();
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            found.Add((Decode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decode(pair[(equals + 1)..])));
        }
        return found;
    }

    private static string? Decode(string raw) => PercentCoding.Decode(raw, keepSlashes: false, plusIsSpace: true);
}
