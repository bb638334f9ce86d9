namespace GroupChat.Gateway.Identities;

/// <summary>How a client wants to sign in, as it says it.</summary>
internal sealed record SignInWish(string ProviderId, string ReturnUrl, string CodeChallenge, string DeviceLabel);
