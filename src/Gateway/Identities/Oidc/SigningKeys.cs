using System.Text.Json;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>
/// The keys of a provider, fetched once in an hour. A token that names a key nobody knows has them fetched again, since a provider may
/// have changed them; so that this costs the provider little whoever asks, it happens a few times in a minute at most.
/// </summary>
internal sealed class SigningKeys(Func<CancellationToken, Task<JsonElement>> fetch, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    private const int Most = 100;

    private readonly TokenBucket _renewals = new(new RateOptions { PerSecond = 1.0 / 60, Burst = 5 }, time);
    private readonly Remembered<List<SigningKey>> _keys = new(async cancellation => Read(await fetch(cancellation)), GoodFor, time);

    /// <summary>The key for an algorithm; null when there is none, or when nobody can say which one. Errors: PROVIDER_UNAVAILABLE.</summary>
    /// <param name="algorithm">RS256 or ES256.</param>
    /// <param name="keyId">Its id; empty when the token names none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SigningKey?> FindAsync(string algorithm, string keyId, CancellationToken cancellationToken)
    {
        var known = await _keys.GetAsync(cancellationToken);
        var found = Find(known, algorithm, keyId);
        if (found is not null || known.Exists(key => key.KeyId == keyId) || _renewals.TryTake() is not null)
            return found;
        return Find(await _keys.RenewAsync(known, cancellationToken), algorithm, keyId);
    }

    public void Dispose() => _keys.Dispose();

    private static SigningKey? Find(List<SigningKey> keys, string algorithm, string keyId)
    {
        var fitting = keys.FindAll(key => key.Algorithm == algorithm && (keyId.Length == 0 || key.KeyId == keyId));
        return fitting is [var one] ? one : null;
    }

    private static List<SigningKey> Read(JsonElement set) =>
        set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
            ? [.. keys.EnumerateArray().Take(Most).Select(SigningKey.Read).OfType<SigningKey>()]
            : throw SignInErrors.ProviderUnavailable("it has no keys where they should be");
}
