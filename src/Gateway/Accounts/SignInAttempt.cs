namespace GroupChat.Gateway.Accounts;

/// <summary>What somebody shows who wants to sign in, and from where.</summary>
internal sealed record SignInAttempt(string Name, string Password, string DeviceLabel, string Address)
{
    /// <summary>Not the password, should it ever be written down.</summary>
    public override string ToString() => $"{nameof(SignInAttempt)} of {Name}";
}
