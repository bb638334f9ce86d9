using System.Collections.Concurrent;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// The tenants held in memory. One is loaded from the store when it is first searched and then follows the committed writes;
/// when there are too many, the one idle longest is dropped. Writes to a tenant that is not held touch the store only.
/// </summary>
internal sealed class TenantCache(TenantLoader loader, IndexUpkeep upkeep, int maxTenants) : ITenantFollower
{
    private readonly ConcurrentDictionary<TenantAddress, CachedTenant> _tenants = new();
    private long _uses;

    public int Count => _tenants.Count;

    /// <summary>The indexes in memory of a collection's tenants.</summary>
    public IEnumerable<TenantIndex> LoadedOf(long collection) =>
        _tenants.Where(pair => pair.Key.Key == collection).Select(pair => pair.Value.Index).OfType<TenantIndex>();

    public bool Holds(TenantAddress address) => _tenants.ContainsKey(address);

    public async Task<TenantSnapshot> GetAsync(CollectionDefinition collection, string tenant, CancellationToken cancellationToken)
    {
        var address = collection.Tenant(tenant);
        // Held before it is read from the store: no write can commit between the two unseen.
        var held = _tenants.GetOrAdd(address, _ => new CachedTenant());
        held.LastUse = Interlocked.Increment(ref _uses);
        Evict(held);
        // Not cancelled with the search that began it: others may be waiting for it too.
        var loading = held.LoadOnceAsync(() => loader.LoadAsync(address, collection.Shape, CancellationToken.None));
        try
        {
            var index = await loading.WaitAsync(cancellationToken);
            upkeep.Offer(index);
            return index.Snapshot;
        }
        catch when (loading is { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _tenants.TryRemove(KeyValuePair.Create(address, held));
            throw;
        }
    }

    public FeatureUpdate? Apply(TenantAddress address, TenantChange change)
    {
        if (!_tenants.TryGetValue(address, out var held))
            return null;
        var counting = held.Apply(change);
        if (held.Index is { } index)
            upkeep.Offer(index);
        return counting;
    }

    public void Forget(long collection)
    {
        foreach (var address in _tenants.Keys.Where(address => address.Key == collection))
            _tenants.TryRemove(address, out _);
    }

    private void Evict(CachedTenant wanted)
    {
        while (_tenants.Count > maxTenants)
        {
            // Nullable, because others evict at the same time and may have left nothing to choose from.
            var idle = _tenants.Where(pair => pair.Value != wanted).Select(pair => (KeyValuePair<TenantAddress, CachedTenant>?)pair)
                .MinBy(pair => pair!.Value.Value.LastUse);
            if (idle is null)
                return;
            if (_tenants.TryRemove(idle.Value))
                VectorTelemetry.Evictions.Add(1);
        }
    }
}
