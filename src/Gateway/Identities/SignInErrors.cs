using System.Globalization;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Identities;

/// <summary>Why signing in by a provider, or a request about identities, is refused.</summary>
internal static class SignInErrors
{
    /// <summary>PROVIDER_NOT_FOUND.</summary>
    public static DomainError ProviderNotFound() =>
        new(ErrorCode.NotFound, "PROVIDER_NOT_FOUND", "this server has no provider of that name; ListIdentityProviders names those it has");

    /// <summary>PROVIDER_UNAVAILABLE: it does not answer, not in time, or not with what it should.</summary>
    public static DomainError ProviderUnavailable(string why) =>
        new(ErrorCode.Unavailable, "PROVIDER_UNAVAILABLE", $"the provider cannot be asked: {why}");

    /// <summary>PROVIDER_DENIED: the user or the provider said no.</summary>
    public static DomainError ProviderDenied() => new(ErrorCode.PermissionDenied, "PROVIDER_DENIED", "the provider did not let the user sign in");

    /// <summary>PROVIDER_REFUSED: it did not take the code, or does not take this server.</summary>
    public static DomainError ProviderRefused(string why) =>
        new(ErrorCode.Unauthenticated, "PROVIDER_REFUSED", $"the provider did not take the request: {why}");

    /// <summary>ID_TOKEN_INVALID.</summary>
    public static DomainError IdTokenInvalid(string why) => new(ErrorCode.Unauthenticated, "ID_TOKEN_INVALID", $"the ID token {why}");

    /// <summary>SIGN_IN_STATE_INVALID: this browser did not begin it, it began too long ago, or it has ended already.</summary>
    public static DomainError StateInvalid() => new(
        ErrorCode.FailedPrecondition, "SIGN_IN_STATE_INVALID", "this sign-in was not begun in this browser, took too long, or is over; begin again");

    /// <summary>SIGN_IN_CODE_INVALID: it is not said what is wrong with it.</summary>
    public static DomainError CodeInvalid() => new(ErrorCode.Unauthenticated, "SIGN_IN_CODE_INVALID", "the code is not valid; sign in again");

    /// <summary>IDENTITY_TAKEN.</summary>
    public static DomainError Taken() => new(ErrorCode.AlreadyExists, "IDENTITY_TAKEN", "the identity belongs to another user, and users are not merged");

    /// <summary>IDENTITY_NOT_FOUND: none of that id, or one of somebody else.</summary>
    public static DomainError NotFound() => new(ErrorCode.NotFound, "IDENTITY_NOT_FOUND", "you have no identity with this id");

    /// <summary>LAST_IDENTITY.</summary>
    public static DomainError Last() => new(ErrorCode.FailedPrecondition, "LAST_IDENTITY", "without it you could not sign in again; make an account first");

    /// <summary>TOO_MANY_IDENTITIES.</summary>
    public static DomainError TooMany(int most) => new(
        ErrorCode.ResourceExhausted, "TOO_MANY_IDENTITIES", $"a user may have {most} identities",
        new Dictionary<string, string> { ["max_identities"] = most.ToString(CultureInfo.InvariantCulture) });
}
