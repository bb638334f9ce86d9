using GroupChat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace GroupChat.Gateway.Sessions;

/// <summary>
/// Creates, refreshes and ends sessions. Refresh tokens rotate: each works once, a late second use is taken as theft and
/// ends the session (RFC 9700, section 4.14).
/// </summary>
internal sealed partial class SessionRegistry(
    ISessionStore store, SessionTokens tokens, SessionCache cache, CredentialWatch watch, TimeProvider time, IOptions<SessionOptions> options)
    : ICredentialEnds
{
    private readonly SessionOptions _options = options.Value;

    /// <summary>Creates an anonymous session for a new user. Errors: INVALID_REQUEST.</summary>
    public Task<IssuedSession> CreateAsync(string displayName, string deviceLabel, CancellationToken cancellationToken)
    {
        var (name, label) = SessionRules.Valid(displayName, deviceLabel);
        return OpenAsync(new(NewId(), name), SignIn.Anonymous, label, cancellationToken);
    }

    /// <summary>Creates a session for a user who has shown who they are.</summary>
    public async Task<IssuedSession> OpenAsync(SessionUser user, SignIn method, string deviceLabel, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new SessionRecord(NewId(), user.UserId, user.DisplayName, now, now.AddDays(_options.SessionDays), 1, now, Revoked: false)
        {
            DeviceLabel = deviceLabel,
            LastUseTime = now,
            Method = method,
            Role = user.Role,
        };
        await store.AddAsync(session, cancellationToken);
        return Issue(session);
    }

    /// <summary>Trades a refresh token in. Errors: TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED.</summary>
    public async Task<IssuedSession> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        var (sessionId, serial) = tokens.ReadRefresh(refreshToken);
        var session = await store.UpdateAsync(sessionId, current => Rotate(current, serial), cancellationToken)
            ?? throw IdentityErrors.TokenInvalid();
        await KnowAsync(session);
        return session.Revoked ? throw IdentityErrors.SessionRevoked() : Issue(session);
    }

    /// <summary>The live session of an id; from memory, and then synchronously, when it was seen before. Errors: SESSION_REVOKED.</summary>
    public ValueTask<SessionRecord> GetAsync(string sessionId, CancellationToken cancellationToken) =>
        cache.Find(sessionId) is { } session ? ValueTask.FromResult(Live(session)) : ReadAsync(sessionId, cancellationToken);

    private async ValueTask<SessionRecord> ReadAsync(string sessionId, CancellationToken cancellationToken)
    {
        var read = await store.FindAsync(sessionId, cancellationToken) ?? throw IdentityErrors.SessionRevoked();
        return Live(cache.AddRead(read));
    }

    private SessionRecord Live(SessionRecord session) => session.IsLive(time.GetUtcNow()) ? session : throw IdentityErrors.SessionRevoked();

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

    // What is known comes first: a stream that opens meanwhile finds it there, or is ended.
    private Task KnowAsync(SessionRecord session)
    {
        cache.PutChanged(session);
        return session.Revoked ? watch.EndAsync(session.SessionId) : Task.CompletedTask;
    }

    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();
}
