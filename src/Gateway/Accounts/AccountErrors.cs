using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Accounts;

/// <summary>Why a request about accounts is refused.</summary>
internal static class AccountErrors
{
    /// <summary>ACCOUNT_NAME_TAKEN.</summary>
    public static DomainError NameTaken() => new(ErrorCode.AlreadyExists, "ACCOUNT_NAME_TAKEN", "an account with this name exists");

    /// <summary>ACCOUNT_EXISTS.</summary>
    public static DomainError Exists() => new(ErrorCode.AlreadyExists, "ACCOUNT_EXISTS", "you have an account already");

    /// <summary>ACCOUNT_NOT_FOUND.</summary>
    public static DomainError NotFound() => new(ErrorCode.NotFound, "ACCOUNT_NOT_FOUND", "you have no account");

    /// <summary>SIGN_IN_FAILED: it is not said whether the name or the password is wrong.</summary>
    public static DomainError SignInFailed() => new(ErrorCode.Unauthenticated, "SIGN_IN_FAILED", "the name or the password is wrong");

    /// <summary>PASSWORD_WRONG: of a caller who is known, so it is no matter of signing in again.</summary>
    public static DomainError PasswordWrong() => new(ErrorCode.PermissionDenied, "PASSWORD_WRONG", "the old password is wrong");

    /// <summary>SIGN_IN_THROTTLED, with RetryInfo.</summary>
    public static DomainError Throttled(TimeSpan wait) =>
        new(ErrorCode.ResourceExhausted, "SIGN_IN_THROTTLED", "too many attempts to sign in; wait before you try again") { RetryAfter = wait };

    /// <summary>ACCOUNTS_DISABLED.</summary>
    public static DomainError Disabled() => new(ErrorCode.Unimplemented, "ACCOUNTS_DISABLED", "this server has no accounts");
}
