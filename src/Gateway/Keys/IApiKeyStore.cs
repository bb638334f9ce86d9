namespace GroupChat.Gateway.Keys;

/// <summary>Durable keys. Every method answers only when its effect is on disk.</summary>
internal interface IApiKeyStore
{
    /// <summary>
    /// Adds a key. Errors: TOO_MANY_API_KEYS, when the owner has that many that live; BOT_NOT_FOUND, when it is for a bot that has
    /// to be there already and is not the owner's.
    /// </summary>
    Task AddAsync(ApiKeyRecord key, bool isKnownBot, int most, CancellationToken cancellationToken);

    Task<ApiKeyRecord?> FindAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>The keys of an owner that live, the newest first.</summary>
    Task<IReadOnlyList<ApiKeyRecord>> ListAsync(string ownerId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Ends a key of this owner's, now, and has other servers told; null when there is none.</summary>
    Task<ApiKeyRecord?> RevokeAsync(string keyId, string ownerId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Notes when keys were last used; never moves a time back.</summary>
    Task RecordUsesAsync(IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken);
}
