using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.TestSupport;

/// <summary>Tokens that speak for themselves: <c>user:alice</c> is the user alice.</summary>
public sealed class FakeAuthenticator : ICallerAuthenticator
{
    public const string Expired = "expired";
    public const string Revoked = "revoked";

    private const string Prefix = "user:";

    public static string TokenOf(string user) => Prefix + user;

    public ValueTask<Caller> AuthenticateAsync(string bearerToken, CancellationToken cancellationToken) => bearerToken switch
    {
        Expired => throw IdentityErrors.TokenExpired(),
        Revoked => throw IdentityErrors.SessionRevoked(),
        _ when bearerToken.StartsWith(Prefix, StringComparison.Ordinal) => ValueTask.FromResult(UserOf(bearerToken[Prefix.Length..])),
        _ => throw IdentityErrors.TokenInvalid(),
    };

    private static Caller UserOf(string user) => Caller.User(user, user, $"session-of-{user}");
}
