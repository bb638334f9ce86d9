using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Points;

/// <summary>
/// Takes points in: checks each on its own, embeds what came without a vector, stores, indexes. When it returns, the good ones
/// are on disk and the next search sees them.
/// </summary>
internal sealed class PointIntake(CollectionCatalog collections, EmbedderCatalog embedders, IPointStore store, ITenantFollower tenants)
{
    public const int MaxPoints = 1_000;

    /// <summary>One reason per point, in order; <see cref="PointReason.None"/> for those that are in.</summary>
    public async Task<IReadOnlyList<string>> UpsertAsync(
        PointAddress address, IReadOnlyList<PointDraft> drafts, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        address.Check(violations);
        violations.AddIf(drafts.Count is 0 or > MaxPoints, "points", $"must have 1 to {MaxPoints} points").ThrowIfAny();

        var collection = await collections.GetAsync(address.Collection, cancellationToken);
        var reasons = drafts.Select(draft => PointRules.Check(draft, collection.Shape)).ToArray();
        var good = drafts.Where((_, i) => reasons[i] == PointReason.None).ToArray();
        if (good.Length > 0)
            await StoreAsync(collection, address.Tenant, await EmbedAsync(collection, good, cancellationToken), cancellationToken);
        foreach (var (reason, count) in reasons.CountBy(reason => reason))
            VectorTelemetry.CountPoints(count, reason);
        return reasons;
    }

    /// <summary>A stream of points to an address; refused at once where there is no such place.</summary>
    public async Task<PointStream> OpenAsync(PointAddress address, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        address.Check(violations);
        violations.ThrowIfAny();
        await collections.GetAsync(address.Collection, cancellationToken);
        return new PointStream(address, this);
    }

    private async Task<StoredPoint[]> EmbedAsync(CollectionDefinition collection, PointDraft[] drafts, CancellationToken cancellationToken)
    {
        var texts = drafts.Where(draft => draft.Vector.Length == 0).Select(draft => draft.Text).ToArray();
        var embedded = texts.Length == 0 ? [] : await embedders.Require(collection).EmbedAsync(texts, cancellationToken);
        var next = 0;
        return Array.ConvertAll(drafts, draft => new StoredPoint(
            draft.Id, draft.Text, draft.Payload, collection.Shape.Prepare(draft.Vector.Length == 0 ? embedded[next++] : draft.Vector), 0));
    }

    private async Task StoreAsync(CollectionDefinition collection, string tenant, StoredPoint[] points, CancellationToken cancellationToken)
    {
        var address = collection.Tenant(tenant);
        var indexed = Array.ConvertAll(points, point => new IndexedPoint(point));
        if (tenants.Holds(address))
            Array.ForEach(indexed, point => _ = point.Terms); // here, not on the thread that commits
        FeatureUpdate? counting = null;
        var stored = await store.UpsertAsync(
            address, points, version => counting = tenants.Apply(address, new TenantChange(version, indexed, [])), cancellationToken);
        if (!stored)
            throw VectorErrors.CollectionNotFound(collection.Id);
        counting?.Run();
    }
}
