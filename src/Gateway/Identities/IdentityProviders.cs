using GroupChat.Gateway.Identities.Oidc;

namespace GroupChat.Gateway.Identities;

/// <summary>The providers of the settings, and the addresses that belong to them.</summary>
internal sealed class IdentityProviders
{
    private readonly Dictionary<string, IIdentityProvider> _providers;

    public IdentityProviders(SignInOptions options, ProviderHttp http, TimeProvider time)
    {
        PublicUrl = options.PublicUrl.TrimEnd('/');
        ReturnUrls = options.ReturnUrls.Count > 0 ? options.ReturnUrls : [$"{PublicUrl}/"];
        _providers = options.Providers
            .Select(each => Make(ProviderPresets.Fill(each.Key, each.Value, PublicUrl), each.Value, http, time))
            .ToDictionary(each => each.Provider.Id, StringComparer.Ordinal);
    }

    /// <summary>Where browsers reach this server, without a slash at the end.</summary>
    public string PublicUrl { get; }

    /// <summary>Where a sign-in may end; the first is the default.</summary>
    public IReadOnlyList<string> ReturnUrls { get; }

    /// <summary>Cookies go over TLS only.</summary>
    public bool IsSecure => PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    public IEnumerable<IIdentityProvider> All => _providers.Values.OrderBy(each => each.Provider.Id, StringComparer.Ordinal);

    /// <summary>Errors: PROVIDER_NOT_FOUND.</summary>
    public IIdentityProvider Find(string id) => _providers.GetValueOrDefault(id) ?? throw SignInErrors.ProviderNotFound();

    /// <summary>Exactly one of them, or the default.</summary>
    public bool MayReturnTo(string url) => url.Length == 0 || ReturnUrls.Contains(url, StringComparer.Ordinal);

    private static IIdentityProvider Make(Provider provider, ProviderOptions options, ProviderHttp http, TimeProvider time) =>
        ProviderPresets.IsGitHub(options.Preset) ? new GitHubProvider(provider, http) : new OidcProvider(provider, http, time);
}
