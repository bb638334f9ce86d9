namespace GroupChat.Agents.Models.Files;

/// <summary>
/// Where model files may come from: hosts by name over https, one that begins with "." for all below it, or the whole beginning
/// of an address, such as http://mirror.example:8080, for a server without a certificate: what comes is checked by its checksum.
/// </summary>
/// <param name="hosts">As configured.</param>
internal sealed class DownloadHosts(IReadOnlyCollection<string> hosts)
{
    private static readonly string[] Usual = ["huggingface.co", ".huggingface.co", ".hf.co"];

    private readonly IReadOnlyCollection<string> _hosts = hosts.Count > 0 ? hosts : Usual;

    public static bool IsUsable(string entry) => entry.Contains("://", StringComparison.Ordinal)
        ? Uri.TryCreate(entry, UriKind.Absolute, out var origin) && IsOrigin(origin)
        : Uri.CheckHostName(entry.TrimStart('.')) != UriHostNameType.Unknown;

    public bool Allow(Uri url) => url is { IsAbsoluteUri: true, UserInfo: "" } && _hosts.Any(entry => Allows(entry, url));

    private static bool Allows(string entry, Uri url)
    {
        if (entry.Contains("://", StringComparison.Ordinal))
            return new Uri(entry).GetLeftPart(UriPartial.Authority).Equals(url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
        if (url.Scheme != Uri.UriSchemeHttps || !url.IsDefaultPort)
            return false;
        return entry.StartsWith('.')
            ? url.IdnHost.EndsWith(entry, StringComparison.OrdinalIgnoreCase)
            : url.IdnHost.Equals(entry, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOrigin(Uri origin) =>
        (origin.Scheme == Uri.UriSchemeHttp || origin.Scheme == Uri.UriSchemeHttps) && origin is { UserInfo: "", PathAndQuery: "/", Fragment: "" };
}
