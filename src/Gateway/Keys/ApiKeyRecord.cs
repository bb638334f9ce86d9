namespace GroupChat.Gateway.Keys;

/// <summary>A key as stored: all but its secret, of which there is only a hash.</summary>
internal sealed record ApiKeyRecord(
    string KeyId,
    ApiKeyKind Kind,
    string OwnerId,
    string UserId,
    string DisplayName,
    IReadOnlyList<string> Scopes,
    byte[] SecretHash,
    DateTimeOffset CreateTime,
    DateTimeOffset ExpireTime,
    bool Revoked)
{
    /// <summary>Written some time after the use itself; null for a key that was never used.</summary>
    public DateTimeOffset? LastUseTime { get; init; }

    public bool IsLive(DateTimeOffset now) => !Revoked && ExpireTime > now;
}
