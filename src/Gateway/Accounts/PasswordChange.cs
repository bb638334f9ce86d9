namespace GroupChat.Gateway.Accounts;

/// <summary>Both passwords, and where the wish comes from.</summary>
internal sealed record PasswordChange(string Old, string New, string Address)
{
    /// <summary>Neither password, should it ever be written down.</summary>
    public override string ToString() => nameof(PasswordChange);
}
