using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Creates, refreshes and ends sessions. Refresh tokens rotate: each works once, a late second use is taken as theft and
/// ends the session (RFC 9700, section 4.14).
/// </summary>
internal sealed class SessionRegistry(
    ISessionStore store, SessionTokens tokens, SessionCache cache, TimeProvider time, IOptions<SessionOptions> options)
{
    private const int MaxNameLength = 64;
    private readonly SessionOptions _options = options.Value;

    /// <summary>Creates an anonymous session for a new user. Errors: INVALID_REQUEST.</summary>
    public async Task<IssuedSession> CreateAsync(string displayName, CancellationToken cancellationToken)
    {
        var name = ValidName(displayName);
        var now = time.GetUtcNow();
        var session = new SessionRecord(NewId(now), NewId(now), name, now, now.AddDays(_options.SessionDays), 1, now, Revoked: false);
        await store.AddAsync(session, cancellationToken);
        return Issue(session);
    }

    /// <summary>Trades a refresh token in. Errors: TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED.</summary>
    public async Task<IssuedSession> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var (sessionId, serial) = tokens.ReadRefresh(refreshToken);
        var session = await store.UpdateAsync(sessionId, current => Rotate(current, serial), cancellationToken)
            ?? throw IdentityErrors.TokenInvalid();
        cache.PutChanged(session);
        return session.Revoked ? throw IdentityErrors.SessionRevoked() : Issue(session);
    }

    /// <summary>Ends a session; ending one that has ended changes nothing.</summary>
    public async Task RevokeAsync(string sessionId, CancellationToken cancellationToken)
    {
        var session = await store.UpdateAsync(sessionId, current => current with { Revoked = true }, cancellationToken);
        if (session is not null)
            cache.PutChanged(session);
    }

    /// <summary>The live session of an id; from memory, and then synchronously, when it was seen before. Errors: SESSION_REVOKED.</summary>
    public ValueTask<SessionRecord> GetAsync(string sessionId, CancellationToken cancellationToken) =>
        cache.Find(sessionId) is { } session ? ValueTask.FromResult(Live(session)) : ReadAsync(sessionId, cancellationToken);

    private async ValueTask<SessionRecord> ReadAsync(string sessionId, CancellationToken cancellationToken)
    {
        var read = await store.FindAsync(sessionId, cancellationToken) ?? throw IdentityErrors.SessionRevoked();
        return Live(cache.AddRead(read));
    }

    private SessionRecord Live(SessionRecord session) =>
        session.Revoked || session.ExpireTime <= time.GetUtcNow() ? throw IdentityErrors.SessionRevoked() : session;

    private SessionRecord Rotate(SessionRecord current, long serial)
    {
        var now = time.GetUtcNow();
        var repeated = serial == current.RefreshSerial - 1 && now - current.RefreshTime <= TimeSpan.FromSeconds(_options.RefreshGraceSeconds);
        if (current.Revoked)
            return current;
        // A repeat gets the token whose delivery failed once more: however often that happens, no other is used up.
        var issued = repeated ? current : current with { RefreshSerial = current.RefreshSerial + 1, RefreshTime = now };
        return repeated || serial == current.RefreshSerial
            ? issued with { ExpireTime = now.AddDays(_options.SessionDays) }
            : current with { Revoked = true };
    }

    private IssuedSession Issue(SessionRecord session)
    {
        var expires = time.GetUtcNow().AddMinutes(_options.AccessTokenMinutes);
        return new(session, tokens.IssueAccess(session.SessionId, expires), expires, tokens.IssueRefresh(session));
    }

    private static string ValidName(string displayName)
    {
        var name = displayName.Trim();
        new Violations()
            .AddIf(name.Length is 0 or > MaxNameLength, "display_name", $"must have 1 to {MaxNameLength} characters")
            .AddIf(name.Any(char.IsControl), "display_name", "must not contain control characters")
            .ThrowIfAny();
        return name;
    }

    private static string NewId(DateTimeOffset now) => Guid.CreateVersion7(now).ToString();
}
