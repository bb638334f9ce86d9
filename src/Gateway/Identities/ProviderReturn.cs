namespace GroupChat.Gateway.Identities;

/// <summary>What a browser brings back from the provider.</summary>
/// <param name="Code">To be shown to the provider.</param>
/// <param name="Issuer">Whom it says it comes from (RFC 9207); empty when it says nothing.</param>
internal sealed record ProviderReturn(string Code, string Issuer)
{
    /// <summary>Errors: PROVIDER_REFUSED, when it comes from another provider, or says nothing where it has to.</summary>
    public void CheckIssuer(Provider provider, bool isRequired)
    {
        if ((isRequired || Issuer.Length > 0) && Issuer != provider.Issuer)
            throw SignInErrors.ProviderRefused("the answer comes from another provider");
    }

    /// <summary>Not the code, should it ever be written down.</summary>
    public override string ToString() => nameof(ProviderReturn);
}
