namespace GroupChat.Gateway.Identities;

/// <summary>Which addresses are good enough to send people and secrets to: https, or this machine itself.</summary>
internal static class WebAddress
{
    /// <summary>Nothing but scheme, host and port.</summary>
    public static bool IsOrigin(string url) => Parse(url) is { PathAndQuery: "/" } && IsSafe(url);

    /// <summary>A page, with neither a fragment nor credentials in it.</summary>
    public static bool IsSafe(string url) =>
        Parse(url) is { Fragment: "", UserInfo: "" } address && (address.Scheme == Uri.UriSchemeHttps || IsThisMachine(address));

    /// <summary>As <see cref="IsSafe"/>, without a query.</summary>
    public static bool IsIssuer(string url) => IsSafe(url) && !url.Contains('?', StringComparison.Ordinal);

    /// <summary>An address that a provider names: plain http on this machine only if the provider itself is there.</summary>
    public static bool IsEndpoint(string url, string issuer) =>
        IsSafe(url) && (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) || issuer.StartsWith("http:", StringComparison.OrdinalIgnoreCase));

    private static bool IsThisMachine(Uri address) => address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;

    private static Uri? Parse(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
}
