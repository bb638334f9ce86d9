using System.Net;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>One entry of <c>Services:NAME:Address</c>.</summary>
/// <param name="Uri">Scheme, host and port.</param>
/// <param name="IsName">The host is a name that is asked for again and again, and each of its addresses is one of the service's.</param>
internal sealed record ServiceAddress(Uri Uri, bool IsName)
{
    private static readonly (string Prefix, string Scheme)[] Names = [("dns:///", "http://"), ("https+dns:///", "https://")];

    public static string[] Split(string addresses) =>
        addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Of texts that were checked at the start.</summary>
    public static IReadOnlyList<ServiceAddress> ParseAll(string addresses) => [.. Split(addresses).Select(text => TryParse(text)!)];

    public static ServiceAddress? TryParse(string text)
    {
        var (prefix, scheme) = Names.FirstOrDefault(name => text.StartsWith(name.Prefix, StringComparison.OrdinalIgnoreCase));
        var url = prefix is null ? text : scheme + text[prefix.Length..];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Port <= 0)
            return null;
        // Nothing but scheme, host and port: a path or a user would be left out without a word. A name has no usual port.
        var isPlain = uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
        return isPlain && (prefix is null || HasPort(url)) ? new(uri, prefix is not null) : null;
    }

    /// <summary>For an address that is no name.</summary>
    public EndpointAddress Itself => new(Uri, Uri.IdnHost);

    /// <summary>The address of one host behind the name.</summary>
    public EndpointAddress At(IPAddress host) => new(new UriBuilder(Uri.Scheme, host.ToString(), Uri.Port).Uri, Uri.IdnHost);

    private static bool HasPort(string url) => int.TryParse(url.AsSpan(url.LastIndexOf(':') + 1).TrimEnd('/'), out _);
}
