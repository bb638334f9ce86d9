using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Turns access tokens into callers. A token is decrypted once and remembered; whether its session still lives is
/// looked up on every call, so that a revoked session ends at once.
/// </summary>
internal sealed class SessionAuthenticator(
    SessionRegistry sessions, SessionTokens tokens, SessionUses uses, TimeProvider time)
{
    private const int MaxTokens = 50_000;
    private const int MaxTokenLength = 1024;

    // Not by the tokens themselves: those of idle sessions would be most of what is kept of them, and nothing that somebody could use.
    private readonly ConcurrentDictionary<TokenDigest, Known> _known = new();

    public ValueTask<Caller> AuthenticateAsync(string bearerToken, CancellationToken cancellationToken)
    {
        if (bearerToken.Length > MaxTokenLength)
            throw IdentityErrors.TokenInvalid();
        var digest = TokenDigest.Of(bearerToken);
        if (!_known.TryGetValue(digest, out var known))
            known = Remember(bearerToken, digest);
        var now = time.GetUtcNow();
        if (known.Expires <= now)
        {
            _known.TryRemove(digest, out _);
            throw IdentityErrors.TokenExpired();
        }
        if (known.Clock.IsWorthANote(now))
            uses.Note(known.SessionId, now);
        var session = sessions.GetAsync(known.SessionId, cancellationToken);
        return session.IsCompletedSuccessfully ? ValueTask.FromResult(known.CallerOf(session.GetAwaiter().GetResult())) : WaitAsync(known, session);
    }

    private static async ValueTask<Caller> WaitAsync(Known known, ValueTask<SessionRecord> session) => known.CallerOf(await session);

    private Known Remember(string token, TokenDigest digest)
    {
        var (sessionId, expires) = tokens.ReadAccess(token);
        if (_known.Count >= MaxTokens)
            _known.Clear();
        return _known[digest] = new(sessionId, expires);
    }

    private sealed record Known(string SessionId, DateTimeOffset Expires)
    {
        private Caller? _caller;

        public UseClock Clock { get; } = new();

        /// <summary>The caller of a session; made once, since a session's user, name and role do not change.</summary>
        public Caller CallerOf(SessionRecord session) =>
            _caller ??= Caller.User(session.UserId, session.DisplayName, session.SessionId) with { Role = session.Role };
    }
}
