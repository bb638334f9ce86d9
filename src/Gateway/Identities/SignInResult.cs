namespace GroupChat.Gateway.Identities;

/// <summary>A sign-in that the provider has answered, and that waits for its client to fetch it.</summary>
/// <param name="FlowId">Which one.</param>
/// <param name="CodeHash">Hash of the code that the browser brings.</param>
/// <param name="Challenge">Hash of the secret that the client shows.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="DeviceLabel">For the session.</param>
/// <param name="ExpireTime">When it is too late.</param>
internal sealed record SignInResult(
    string FlowId, string CodeHash, string Challenge, ProvenIdentity Identity, string DeviceLabel, DateTimeOffset ExpireTime)
{
    /// <summary>From the return from the provider to the client's call.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
}
