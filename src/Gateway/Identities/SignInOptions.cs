using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Identities;

/// <summary>Settings under <c>SignIn</c>: who else may say who people are. Without providers there is nothing to set.</summary>
internal sealed class SignInOptions : IValidatableObject
{
    /// <summary>
    /// Where browsers reach this server: <c>https://chat.example.com</c>. Providers send them back to
    /// <c>/signin/callback/PROVIDER</c> there, and nowhere else. Required with a provider.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Pages on which a sign-in may end, each exactly. Empty, the default, means the root of <see cref="PublicUrl"/>.</summary>
    public List<string> ReturnUrls { get; } = [];

    /// <summary>Longest wait for an answer of a provider. Default 10 seconds.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The providers, by names that become part of their addresses here. Default: none.</summary>
    public Dictionary<string, ProviderOptions> Providers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Providers.Count > 0 && !WebAddress.IsOrigin(PublicUrl))
            yield return new("must be an address like https://chat.example.com, without a path; http only for this machine", [nameof(PublicUrl)]);
        foreach (var url in ReturnUrls.Where(url => !WebAddress.IsSafe(url)))
            yield return new($"'{url}' is no https address without a fragment; http only for this machine", [nameof(ReturnUrls)]);
        foreach (var id in Providers.Keys.Where(id => !IsId(id)))
            yield return new($"'{id}' must have 1 to 32 characters of a-z, 0-9 and hyphen", [nameof(Providers)]);
    }

    private static bool IsId(string id) =>
        id.Length is > 0 and <= 32 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
