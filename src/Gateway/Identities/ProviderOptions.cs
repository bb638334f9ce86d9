using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Identities;

/// <summary>One provider under <c>SignIn:Providers</c>.</summary>
internal sealed class ProviderOptions : IValidatableObject
{
    /// <summary><c>google</c>, <c>github</c> or <c>microsoft</c>; empty, the default, for any other OpenID provider.</summary>
    public string Preset { get; set; } = "";

    /// <summary>
    /// The provider's own name for itself, exactly as its tokens have it. Required without a preset. With <c>github</c>: the address of
    /// a GitHub Enterprise server, <c>https://github.com</c> by default.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>Id of the tenant (a GUID); required with <c>microsoft</c>, and used with nothing else.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>What the provider calls this server. Required.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>By which the server proves it; better from the environment than from the command line. Empty for a public client.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What to write on the button. Default: the name of the preset, or that of the provider.</summary>
    [StringLength(64)]
    public string DisplayName { get; set; } = "";

    /// <summary>What to ask for. Empty, the default, means <c>openid profile</c>, and with <c>github</c> nothing.</summary>
    public List<string> Scopes { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ProviderPresets.IsKnown(Preset))
            yield return new("must be google, github or microsoft, or empty", [nameof(Preset)]);
        if (ClientId.Length is 0 or > 512)
            yield return new("is required", [nameof(ClientId)]);
        if (Preset.Length == 0 ? !WebAddress.IsIssuer(Issuer) : Issuer.Length > 0 && !WebAddress.IsIssuer(Issuer))
            yield return new("must be an https address without query and fragment; http only for this machine", [nameof(Issuer)]);
        if (ProviderPresets.IsMicrosoft(Preset) != Guid.TryParseExact(Tenant, "D", out _))
            yield return new("must be the GUID of the tenant with the preset microsoft, and empty otherwise", [nameof(Tenant)]);
        if (Scopes.Any(scope => scope.Length == 0 || scope.Any(c => c is <= ' ' or > '~' or '"' or '\\')))
            yield return new("must be words without spaces", [nameof(Scopes)]);
    }
}
