using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Index;

/// <summary>
/// A tenant that is loaded or being loaded. Writes that commit meanwhile wait here; those the load has already seen are known
/// by their versions and dropped, so that none is missed and none applied twice.
/// </summary>
internal sealed class CachedTenant(int dimension, DenseSettings settings)
{
    /// <summary>Points analysed at a time while loading: what is known of a text before it is indexed is larger than the text.</summary>
    private const int LoadedTogether = 64;

    private readonly Lock _applying = new();
    private readonly Lock _starting = new();
    private readonly TenantIndex _index = new(dimension, settings);
    private List<TenantChange>? _waiting = [];
    private Task<TenantIndex>? _loading;
    private long _loaded;
    private long _lastUse;

    /// <summary>A rising number, not a time.</summary>
    public long LastUse
    {
        get => Volatile.Read(ref _lastUse);
        set => Volatile.Write(ref _lastUse, value);
    }

    public Task<TenantIndex> LoadOnceAsync(Func<Task<TenantContents>> load)
    {
        lock (_starting)
            return _loading ??= Task.Run(() => LoadAsync(load)); // reading and analysing take their time: not under the lock
    }

    public FeatureUpdate? Apply(TenantChange change)
    {
        lock (_applying)
        {
            _waiting?.Add(change);
            return _waiting is null && change.Version > _loaded ? _index.Apply(change) : null;
        }
    }

    private async Task<TenantIndex> LoadAsync(Func<Task<TenantContents>> load)
    {
        var contents = await load();
        foreach (var some in contents.Points.Chunk(LoadedTogether))
            _index.Apply(new TenantChange(contents.Version, Array.ConvertAll(some, point => new IndexedPoint(point)), [])).Run();
        foreach (var counting in CatchUp(contents.Version))
            counting.Run();
        return _index;
    }

    // Only what has to be in order happens under the lock: the thread that commits may be waiting for it.
    private FeatureUpdate[] CatchUp(long loaded)
    {
        lock (_applying)
        {
            var missed = _waiting!.Where(change => change.Version > loaded).Select(_index.Apply).ToArray();
            _waiting = null;
            _loaded = loaded;
            return missed;
        }
    }
}
