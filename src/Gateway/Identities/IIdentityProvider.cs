namespace GroupChat.Gateway.Identities;

/// <summary>Somebody who says who people are.</summary>
internal interface IIdentityProvider
{
    Provider Provider { get; }

    /// <summary>Where to send the browser. Errors: PROVIDER_UNAVAILABLE.</summary>
    Task<string> AuthorizeAsync(SignInFlow flow, CancellationToken cancellationToken);

    /// <summary>Who it is, by what the browser brought back. Errors: PROVIDER_REFUSED, PROVIDER_UNAVAILABLE, ID_TOKEN_INVALID.</summary>
    Task<ProvenIdentity> RedeemAsync(SignInFlow flow, ProviderReturn back, CancellationToken cancellationToken);
}
