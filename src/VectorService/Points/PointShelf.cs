using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Points;

/// <summary>What can be done with the points of a tenant besides adding and searching: delete, get, count, scroll.</summary>
internal sealed class PointShelf(CollectionCatalog collections, IPointStore store, ITenantFollower tenants)
{
    public const int MaxDeleted = 10_000;
    public const int MaxRead = 1_000;

    /// <summary>Deletes by id or by filter, not both; neither deletes nothing. Returns how many went.</summary>
    public async Task<int> DeleteAsync(
        PointAddress address, IReadOnlyList<string> ids, PayloadFilter? filter, CancellationToken cancellationToken)
    {
        var violations = new Violations()
            .AddIf(ids.Count > MaxDeleted, "point_ids", $"must have at most {MaxDeleted} ids")
            .AddIf(ids.Count > 0 && filter is not null, "filter", "must be absent when point_ids are given");
        var tenant = await ResolveAsync(address, filter, violations, cancellationToken);
        FeatureUpdate? counting = null;
        var deleted = filter is null
            ? await store.DeleteAsync(tenant, ids, Apply, cancellationToken)
            : await store.DeleteAsync(tenant, filter, Apply, cancellationToken);
        counting?.Run();
        return deleted.Count;

        void Apply(PointsDeleted gone) => counting = tenants.Apply(tenant, new TenantChange(gone.Version, [], gone.Ids));
    }

    public async Task<IReadOnlyList<StoredPoint>> GetAsync(
        PointAddress address, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var violations = new Violations().AddIf(ids.Count is 0 or > MaxRead, "point_ids", $"must have 1 to {MaxRead} ids");
        return await store.GetAsync(await ResolveAsync(address, null, violations, cancellationToken), ids, cancellationToken);
    }

    /// <summary>A page of points in the order of their ids.</summary>
    public async Task<PointPage> ScrollAsync(
        PointAddress address, PayloadFilter? filter, string pageToken, int pageSize, CancellationToken cancellationToken)
    {
        var violations = new Violations().AddIf(pageSize < 0, "page_size", "must not be negative");
        var tenant = await ResolveAsync(address, filter, violations, cancellationToken);
        var size = pageSize == 0 ? PointPage.DefaultSize : Math.Min(pageSize, PointPage.MaxSize);
        var scrolled = await store.ScrollAsync(tenant, PageToken.Read(pageToken, PointRules.IsId), filter, size, cancellationToken);
        return PointPage.Of(scrolled);
    }

    public async Task<long> CountAsync(PointAddress address, PayloadFilter? filter, CancellationToken cancellationToken) =>
        await store.CountAsync(await ResolveAsync(address, filter, new Violations(), cancellationToken), filter, cancellationToken);

    private async Task<TenantAddress> ResolveAsync(
        PointAddress address, PayloadFilter? filter, Violations violations, CancellationToken cancellationToken)
    {
        address.Check(violations);
        FilterRules.Check(filter, violations);
        violations.ThrowIfAny();
        return (await collections.GetAsync(address.Collection, cancellationToken)).Tenant(address.Tenant);
    }
}
