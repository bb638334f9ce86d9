namespace GroupChat.Gateway.Identities;

/// <summary>What is the same for everybody who uses a well-known provider.</summary>
internal static class ProviderPresets
{
    private const string Google = "google";
    private const string GitHub = "github";
    private const string Microsoft = "microsoft";

    public static bool IsKnown(string preset) => preset.Length == 0 || Is(preset, Google) || Is(preset, GitHub) || Is(preset, Microsoft);

    public static bool IsMicrosoft(string preset) => Is(preset, Microsoft);

    /// <summary>GitHub speaks OAuth 2 only: who somebody is has to be asked of its API.</summary>
    public static bool IsGitHub(string preset) => Is(preset, GitHub);

    /// <param name="id">Its name in the settings.</param>
    /// <param name="options">What is set.</param>
    /// <param name="publicUrl">Where browsers reach this server, without a slash at the end.</param>
    public static Provider Fill(string id, ProviderOptions options, string publicUrl) => new(
        id.ToLowerInvariant(),
        options.DisplayName.Length > 0 ? options.DisplayName : NameOf(options.Preset) ?? id,
        options.Issuer.Length > 0 && !IsMicrosoft(options.Preset) ? options.Issuer : IssuerOf(options),
        options.ClientId,
        options.ClientSecret,
        options.Scopes.Count > 0 ? options.Scopes : IsGitHub(options.Preset) ? [] : ["openid", "profile"],
        $"{publicUrl}{SignInPages.Callback}{id.ToLowerInvariant()}");

    private static string IssuerOf(ProviderOptions options) => options.Preset.ToLowerInvariant() switch
    {
        Google => "https://accounts.google.com",
        GitHub => "https://github.com",
        _ => $"https://login.microsoftonline.com/{options.Tenant}/v2.0",
    };

    private static string? NameOf(string preset) => preset.ToLowerInvariant() switch
    {
        Google => "Google",
        GitHub => "GitHub",
        Microsoft => "Microsoft",
        _ => null,
    };

    private static bool Is(string preset, string name) => preset.Equals(name, StringComparison.OrdinalIgnoreCase);
}
