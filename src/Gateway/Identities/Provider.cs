namespace GroupChat.Gateway.Identities;

/// <summary>A provider as set up, with everything that its preset says.</summary>
/// <param name="Id">Its name in the settings, in lower case.</param>
/// <param name="DisplayName">What to write on the button.</param>
/// <param name="Issuer">Its name for itself; with the subject, what an identity is known by.</param>
/// <param name="ClientId">What it calls this server.</param>
/// <param name="ClientSecret">Empty for a public client.</param>
/// <param name="Scopes">What is asked for.</param>
/// <param name="RedirectUrl">Where it sends browsers back to.</param>
internal sealed record Provider(
    string Id, string DisplayName, string Issuer, string ClientId, string ClientSecret, IReadOnlyList<string> Scopes, string RedirectUrl)
{
    /// <summary>Not the secret, should it ever be written down.</summary>
    public override string ToString() => $"{nameof(Provider)} {Id}";
}
