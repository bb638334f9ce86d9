namespace GroupChat.ServiceDefaults.Identity;

/// <summary>Knows access tokens. The Gateway's sessions implement it; tests have a simple one.</summary>
public interface ICallerAuthenticator
{
    /// <summary>
    /// Returns the user of an access token. It runs before every call, so it answers from memory where it can and then
    /// completes synchronously.
    /// </summary>
    /// <param name="bearerToken">What follows <c>Bearer </c>.</param>
    /// <param name="cancellationToken">The call's.</param>
    /// <exception cref="Errors.DomainError">One of <see cref="IdentityErrors"/>: the token is invalid, expired or revoked.</exception>
    ValueTask<Caller> AuthenticateAsync(string bearerToken, CancellationToken cancellationToken);
}
