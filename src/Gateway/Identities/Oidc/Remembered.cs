namespace GroupChat.Gateway.Identities.Oidc;

/// <summary>Something that is fetched from far away and good for a while. Whoever needs it meanwhile shares one fetch.</summary>
internal sealed class Remembered<T>(Func<CancellationToken, Task<T>> fetch, TimeSpan goodFor, TimeProvider time) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    public async Task<T> GetAsync(CancellationToken cancellationToken) =>
        Good() ?? await FetchAsync(unlike: null, cancellationToken);

    /// <summary>Another one than <paramref name="stale"/>: the one that somebody else has fetched meanwhile, or a new one.</summary>
    public Task<T> RenewAsync(T stale, CancellationToken cancellationToken) => FetchAsync(stale, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private T? Good() => Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.Fetched) < goodFor ? known.Value : null;

    private async Task<T> FetchAsync(T? unlike, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (Good() is { } known && !ReferenceEquals(known, unlike))
                return known;
            var value = await fetch(cancellationToken);
            Volatile.Write(ref _known, new(value, time.GetTimestamp()));
            return value;
        }
        finally
        {
            _turn.Release();
        }
    }

    private sealed record Known(T Value, long Fetched);
}
