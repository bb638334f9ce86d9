namespace GroupChat.Gateway.Identities;

/// <summary>Who somebody is, by the word of a provider that was checked.</summary>
/// <param name="ProviderId">The provider's name in the settings.</param>
/// <param name="Issuer">Its own name, which stays when the settings change.</param>
/// <param name="Subject">Whom it means; unique at this issuer, for good.</param>
/// <param name="DisplayName">1 to 64 characters.</param>
internal sealed record ProvenIdentity(string ProviderId, string Issuer, string Subject, string DisplayName);
