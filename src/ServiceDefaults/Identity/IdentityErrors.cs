using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Why a caller is refused.</summary>
public static class IdentityErrors
{
    /// <summary>TOKEN_MISSING.</summary>
    public static DomainError TokenMissing() => Unauthenticated("TOKEN_MISSING", "send 'authorization: Bearer <access_token>'");

    /// <summary>TOKEN_INVALID: it was never issued, was altered, or is no credential this server knows.</summary>
    public static DomainError TokenInvalid() => Unauthenticated("TOKEN_INVALID", "the credentials are not valid");

    /// <summary>TOKEN_EXPIRED: refresh it.</summary>
    public static DomainError TokenExpired() => Unauthenticated("TOKEN_EXPIRED", "the token has expired; refresh it if it is that of a session");

    /// <summary>SESSION_REVOKED: sign in again.</summary>
    public static DomainError SessionRevoked() => Unauthenticated("SESSION_REVOKED", "the session has ended");

    /// <summary>API_KEY_REVOKED: the key was withdrawn.</summary>
    public static DomainError ApiKeyRevoked() => Unauthenticated("API_KEY_REVOKED", "the key has been revoked");

    /// <summary>SCOPE_REQUIRED.</summary>
    public static DomainError ScopeRequired(MethodScope scope) => new(
        ErrorCode.PermissionDenied, "SCOPE_REQUIRED", $"the key does not have the scope {scope}",
        new Dictionary<string, string> { ["scope"] = scope.ToString() });

    /// <summary>ADMIN_REQUIRED.</summary>
    public static DomainError AdminRequired() => new(ErrorCode.PermissionDenied, "ADMIN_REQUIRED", "only admins of this server may do this");

    /// <summary>SERVICE_IDENTITY_REQUIRED.</summary>
    public static DomainError ServiceRequired() =>
        new(ErrorCode.PermissionDenied, "SERVICE_IDENTITY_REQUIRED", "the method is for services");

    /// <summary>USER_IDENTITY_REQUIRED.</summary>
    public static DomainError UserRequired() =>
        new(ErrorCode.PermissionDenied, "USER_IDENTITY_REQUIRED", "the method is for users, or for services that act for one");

    /// <summary>SESSION_REQUIRED: credentials of another kind were shown where only those of a session count.</summary>
    public static DomainError SessionRequired() =>
        new(ErrorCode.PermissionDenied, "SESSION_REQUIRED", "the method is for the sessions of users");

    private static DomainError Unauthenticated(string reason, string message) => new(ErrorCode.Unauthenticated, reason, message);
}
