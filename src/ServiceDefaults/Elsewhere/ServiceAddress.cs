using System.Net;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>One entry of <c>Services:NAME:Address</c>.</summary>
/// <param name="Uri">Scheme, host and port.</param>
/// <param name="IsName">The host is a name that is asked for again and again, and each of its addresses is one of the service's.</param>
internal sealed record ServiceAddress(Uri Uri, bool IsName)
{
    private const string NamePrefix = "dns:///";

    public static string[] Split(string addresses) =>
        addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Of texts that were checked at the start.</summary>
    public static IReadOnlyList<ServiceAddress> ParseAll(string addresses) => [.. Split(addresses).Select(text => TryParse(text)!)];

    public static ServiceAddress? TryParse(string text)
    {
        var isName = text.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase);
        var url = isName ? $"http://{text[NamePrefix.Length..]}" : text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Port <= 0)
            return null;
        // Nothing but scheme, host and port: a path or a user would be left out without a word. A name has no usual port.
        var isPlain = uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
        return isPlain && (!isName || HasPort(url)) ? new(uri, isName) : null;
    }

    /// <summary>The address of one host behind the name.</summary>
    public Uri At(IPAddress host) => new UriBuilder(Uri.Scheme, host.ToString(), Uri.Port).Uri;

    private static bool HasPort(string url) => int.TryParse(url.AsSpan(url.LastIndexOf(':') + 1).TrimEnd('/'), out _);
}
