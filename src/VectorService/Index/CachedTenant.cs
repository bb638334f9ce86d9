namespace GroupChat.Vectors.Index;

/// <summary>
/// A tenant that is loaded or being loaded. Writes that commit meanwhile wait here; those the load has already seen are known
/// by their versions and dropped, so that none is missed and none applied twice.
/// </summary>
internal sealed class CachedTenant
{
    private readonly Lock _applying = new();
    private readonly Lock _starting = new();
    private List<TenantChange>? _waiting = [];
    private Task<TenantIndex>? _loading;
    private TenantIndex? _index;
    private long _loaded;
    private long _lastUse;

    /// <summary>A rising number, not a time.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref _lastUse);
        set => Volatile.Write(ref _lastUse, value);
    }

    /// <summary>Null until it is loaded.</summary>
    public TenantIndex? Index => Volatile.Read(ref _index);

    public Task<TenantIndex> LoadOnceAsync(Func<Task<LoadedTenant>> load)
    {
        lock (_starting)
            return _loading ??= Task.Run(() => LoadAsync(load)); // reading and analysing take their time: not under the lock
    }

    public FeatureUpdate? Apply(TenantChange change)
    {
        lock (_applying)
        {
            _waiting?.Add(change);
            return _waiting is null && change.Version > _loaded ? _index!.Apply(change) : null;
        }
    }

    private async Task<TenantIndex> LoadAsync(Func<Task<LoadedTenant>> load)
    {
        var (index, version) = await load();
        foreach (var counting in CatchUp(index, version))
            counting.Run();
        return index;
    }

    // Only what has to be in order happens under the lock: the thread that commits may be waiting for it.
    private FeatureUpdate[] CatchUp(TenantIndex index, long loaded)
    {
        lock (_applying)
        {
            var missed = _waiting!.Where(change => change.Version > loaded).Select(index.Apply).ToArray();
            _waiting = null;
            (_index, _loaded) = (index, loaded);
            return missed;
        }
    }
}
