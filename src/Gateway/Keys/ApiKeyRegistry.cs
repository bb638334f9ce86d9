using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Gateway.Keys;

/// <summary>Makes, finds and ends the keys of bots and services.</summary>
internal sealed class ApiKeyRegistry(IApiKeyStore store, ApiKeyCache cache, CredentialWatch watch, TimeProvider time) : ICredentialEnds
{
    /// <summary>Keys of one user at a time.</summary>
    public const int Most = 100;

    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(365);

    /// <summary>The key and its secret. Errors: INVALID_REQUEST, ADMIN_REQUIRED, BOT_NOT_FOUND, TOO_MANY_API_KEYS.</summary>
    public async Task<(ApiKeyRecord Key, string Secret)> CreateAsync(ApiKeyWish wish, Caller owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var asked = wish.Checked(now);
        if (asked.Kind == ApiKeyKind.Service && owner.Role != PlatformRole.Admin)
            throw IdentityErrors.AdminRequired();
        var isKnownBot = asked.UserId.Length > 0;
        var userId = asked.Kind == ApiKeyKind.Service ? "" : isKnownBot ? asked.UserId : Guid.CreateVersion7(now).ToString();
        var keyId = Guid.CreateVersion7(now).ToString("N");
        var (secret, hash) = ApiKeySecret.Make(keyId);
        var key = new ApiKeyRecord(
            keyId, asked.Kind, owner.UserId, userId, asked.DisplayName, asked.Scopes, hash, now, asked.ExpireTime ?? now + DefaultLife, Revoked: false);
        await store.AddAsync(key, isKnownBot, Most, cancellationToken);
        return (key, secret);
    }

    public Task<IReadOnlyList<ApiKeyRecord>> ListAsync(string ownerId, CancellationToken cancellationToken) =>
        store.ListAsync(ownerId, time.GetUtcNow(), cancellationToken);

    /// <summary>Ends a key; ending one that has ended changes nothing. Errors: API_KEY_NOT_FOUND.</summary>
    public async Task RevokeAsync(string keyId, string ownerId, CancellationToken cancellationToken)
    {
        var key = await store.RevokeAsync(keyId, ownerId, time.GetUtcNow(), cancellationToken) ?? throw ApiKeyErrors.NotFound();
        cache.Put(key);
        await watch.EndAsync(keyId);
    }

    /// <summary>The key of an id, live or not; null when there is none. From memory when it was seen lately.</summary>
    public ValueTask<ApiKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken) =>
        cache.Find(keyId) is { } key ? new(key) : ReadAsync(keyId, cancellationToken);

    public Task HearOfEndAsync(string credentialId)
    {
        cache.PutEnd(credentialId);
        return watch.EndAsync(credentialId);
    }

    public async Task RecheckAsync(string credentialId, CancellationToken cancellationToken)
    {
        if (ApiKeyCache.IsId(credentialId) && (await FindAsync(credentialId, cancellationToken))?.IsLive(time.GetUtcNow()) != true)
            await watch.EndAsync(credentialId);
    }

    private async ValueTask<ApiKeyRecord?> ReadAsync(string keyId, CancellationToken cancellationToken) =>
        await store.FindAsync(keyId, cancellationToken) is { } key ? cache.Put(key) : null;
}
