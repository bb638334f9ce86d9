using System.Runtime.CompilerServices;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Keys;

/// <summary>Turns keys into callers: a bot is a user, a service is one of our own that may do what its scopes say.</summary>
internal sealed class ApiKeyAuthenticator(ApiKeyRegistry keys, ApiKeyUses uses, TimeProvider time)
{
    // A record is replaced when its key changes; what was made of it goes with it.
    private readonly ConditionalWeakTable<ApiKeyRecord, Holder> _holders = [];

    public static bool IsKey(string token) => token.StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal);

    public ValueTask<Caller> AuthenticateAsync(string shown, CancellationToken cancellationToken)
    {
        if (!ApiKeySecret.TryRead(shown, out var keyId, out var hash))
            throw IdentityErrors.TokenInvalid();
        var found = keys.FindAsync(keyId, cancellationToken);
        return found.IsCompletedSuccessfully ? new(CallerOf(found.Result, hash)) : WaitAsync(found, hash);
    }

    private async ValueTask<Caller> WaitAsync(ValueTask<ApiKeyRecord?> found, byte[] hash) => CallerOf(await found, hash);

    private Caller CallerOf(ApiKeyRecord? key, byte[] hash)
    {
        if (key is null || !ApiKeySecret.Matches(key, hash))
            throw IdentityErrors.TokenInvalid();
        var now = time.GetUtcNow();
        if (!key.IsLive(now))
            throw key.Revoked ? IdentityErrors.ApiKeyRevoked() : IdentityErrors.TokenExpired();
        var holder = _holders.GetValue(key, static key => new(Make(key)));
        if (holder.Clock.IsWorthANote(now))
            uses.Note(key.KeyId, now);
        return holder.Caller;
    }

    private static Caller Make(ApiKeyRecord key)
    {
        var caller = key.Kind == ApiKeyKind.Service ? Caller.Service : Caller.User(key.UserId, key.DisplayName);
        return caller with { KeyId = key.KeyId, Scopes = new(key.Scopes) };
    }

    private sealed record Holder(Caller Caller)
    {
        public UseClock Clock { get; } = new();
    }
}
