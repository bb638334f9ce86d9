using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Accounts;

/// <summary>Settings under <c>Accounts</c>.</summary>
internal sealed class AccountOptions : IValidatableObject
{
    /// <summary>False: there are no accounts, and sessions by display name only. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Name of an account that is made at start when it is missing, with the role of an admin. Default: none, and nobody is one.
    /// </summary>
    public string AdminName { get; set; } = "";

    /// <summary>Its password, for the start that makes it; better from the environment than from the command line.</summary>
    public string AdminPassword { get; set; } = "";

    /// <summary>Rounds of PBKDF2 for a password, with SHA-512. Default 210000.</summary>
    [Range(1000, 10_000_000)]
    public int PasswordRounds { get; set; } = 210_000;

    /// <summary>Passwords that are hashed at the same time; more wait their turn. Default 2.</summary>
    [Range(1, 64)]
    public int ConcurrentHashes { get; set; } = 2;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AdminName.Length > 0 && !AccountRules.IsName(AdminName))
            yield return new(AccountRules.NameRule, [nameof(AdminName)]);
        if (AdminName.Length > 0 && !AccountRules.IsPassword(AdminPassword))
            yield return new(AccountRules.PasswordRule, [nameof(AdminPassword)]);
    }
}
