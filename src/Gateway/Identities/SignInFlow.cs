namespace GroupChat.Gateway.Identities;

/// <summary>A sign-in that has begun. It is not stored here but travels with the browser, sealed.</summary>
/// <param name="FlowId">The state that goes to the provider and back; random.</param>
/// <param name="ProviderId">By whom.</param>
/// <param name="ReturnUrl">Where the browser ends.</param>
/// <param name="Challenge">SHA-256 of the client's secret.</param>
/// <param name="DeviceLabel">For the session.</param>
/// <param name="Nonce">That the provider's token has to show.</param>
/// <param name="Verifier">That proves to the provider that who began has the code (RFC 7636).</param>
/// <param name="ExpireTime">When it is too late.</param>
internal sealed record SignInFlow(
    string FlowId, string ProviderId, string ReturnUrl, string Challenge, string DeviceLabel, string Nonce, string Verifier, DateTimeOffset ExpireTime)
{
    /// <summary>From the beginning to the return from the provider.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Not its secrets, should it ever be written down.</summary>
    public override string ToString() => $"{nameof(SignInFlow)} by {ProviderId}";
}
