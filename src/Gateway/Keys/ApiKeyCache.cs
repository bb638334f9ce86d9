using System.Collections.Concurrent;
using GroupChat.Gateway.Sessions;

namespace GroupChat.Gateway.Keys;

/// <summary>Keys seen lately, so that a call does not read the store. Bounded: when full it starts over.</summary>
/// <param name="time">The clock.</param>
/// <param name="isShared">Other servers end keys as well: what was read is looked at again after a while.</param>
internal sealed class ApiKeyCache(TimeProvider time, bool isShared) : ICredentialCache
{
    private const int MaxKeys = 10_000;
    private readonly ConcurrentDictionary<string, Known> _keys = new(StringComparer.Ordinal);

    /// <summary>Ids of keys and of sessions look different.</summary>
    public static bool IsId(string credentialId) => Guid.TryParseExact(credentialId, "N", out _);

    public ApiKeyRecord? Find(string keyId) => _keys.TryGetValue(keyId, out var known) && IsGood(known) ? known.Key : null;

    /// <summary>Remembers a key as it was read or changed. What has ended stays so.</summary>
    public ApiKeyRecord Put(ApiKeyRecord key)
    {
        if (_keys.Count >= MaxKeys)
            _keys.Clear();
        return _keys.AddOrUpdate(key.KeyId, _ => Now(key), (_, known) => known.Key.Revoked ? known : Now(key)).Key;
    }

    public void PutEnd(string keyId)
    {
        while (_keys.TryGetValue(keyId, out var known) && !known.Key.Revoked)
            _keys.TryUpdate(keyId, Now(known.Key with { Revoked = true }), known);
    }

    public bool HasEnded(string credentialId) => Find(credentialId) is { } key && !key.IsLive(time.GetUtcNow());

    private Known Now(ApiKeyRecord key) => new(key, time.GetTimestamp());

    private bool IsGood(Known known) => !isShared || known.Key.Revoked || time.GetElapsedTime(known.Seen) < SessionCache.GoodFor;

    private sealed record Known(ApiKeyRecord Key, long Seen);
}
