namespace GroupChat.Gateway.Identities;

/// <summary>A sign-in that was fetched.</summary>
/// <param name="Identity">Who it is.</param>
/// <param name="IsNew">Never seen before.</param>
/// <param name="DeviceLabel">For the session.</param>
internal sealed record RedeemedSignIn(IdentityRecord Identity, bool IsNew, string DeviceLabel);
