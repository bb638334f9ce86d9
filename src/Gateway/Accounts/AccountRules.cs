using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Accounts;

/// <summary>What accounts may be called, and which passwords they may have.</summary>
internal static class AccountRules
{
    public const string NameRule = "must have 3 to 64 characters of a-z, 0-9, dot, hyphen and underscore, and begin with a letter";
    public const string PasswordRule = "must have 10 to 256 characters";

    private const int LeastName = 3;
    private const int MostName = 64;
    private const int LeastPassword = 10;
    private const int MostPassword = 256;

    /// <summary>As names are stored and compared.</summary>
    public static string Normal(string name) => name.Trim().ToLowerInvariant();

    public static bool IsName(string name) =>
        name.Length is >= LeastName and <= MostName
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    public static bool IsPassword(string password) => password.Length is >= LeastPassword and <= MostPassword;

    /// <summary>A password that could be one, whatever it is for: longer ones are not hashed.</summary>
    public static bool IsWorthATry(string password) => password.Length is > 0 and <= MostPassword;

    /// <summary>The name in its normal form. Errors: INVALID_REQUEST.</summary>
    public static string Valid(string name, string password)
    {
        var normal = Normal(name);
        new Violations()
            .AddIf(!IsName(normal), "account_name", NameRule)
            .AddIf(!IsPassword(password), "password", PasswordRule)
            .ThrowIfAny();
        return normal;
    }
}
