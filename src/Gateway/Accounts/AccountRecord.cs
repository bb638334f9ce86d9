using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Accounts;

/// <summary>An account as stored.</summary>
/// <param name="Name">In lower case; unique.</param>
/// <param name="UserId">Whose it is; a user has at most one.</param>
/// <param name="DisplayName">Name of its sessions.</param>
/// <param name="PasswordHash">As the framework's hasher writes it, with its salt and its cost.</param>
/// <param name="Role">What its sessions may do.</param>
/// <param name="CreateTime">When it was made.</param>
internal sealed record AccountRecord(
    string Name, string UserId, string DisplayName, string PasswordHash, PlatformRole Role, DateTimeOffset CreateTime)
{
    /// <summary>Not the hash, should it ever be written down.</summary>
    public override string ToString() => $"{nameof(AccountRecord)} {Name}";
}
