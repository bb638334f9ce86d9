using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Collections;

/// <summary>
/// The collections there are. A collection keeps the embedder it was made with for good: vectors of different embedders
/// cannot be compared, so asking for another one is an error, not a change.
/// </summary>
internal sealed class CollectionCatalog(IPointStore store, EmbedderCatalog embedders, ITenantFollower tenants, TimeProvider time, IndexFolder? files = null)
{
    public async Task<CollectionInfo> EnsureAsync(CollectionRequest request, CancellationToken cancellationToken)
    {
        var wanted = Wanted(request);
        var stored = await store.EnsureCollectionAsync(wanted, cancellationToken);
        return request.Accepts(stored.Definition)
            ? stored
            : throw VectorErrors.CollectionMismatch(stored.Definition);
    }

    public async Task<CollectionInfo> DescribeAsync(string id, CancellationToken cancellationToken) =>
        await store.DescribeCollectionAsync(id, cancellationToken) ?? throw VectorErrors.CollectionNotFound(id);

    /// <summary>For calls that work on its points: cheap, nothing is counted.</summary>
    public async Task<CollectionDefinition> GetAsync(string id, CancellationToken cancellationToken) =>
        await store.FindCollectionAsync(id, cancellationToken) ?? throw VectorErrors.CollectionNotFound(id);

    /// <summary>A page of collections in the order of their ids.</summary>
    public async Task<CollectionPage> ListAsync(string pageToken, int pageSize, CancellationToken cancellationToken)
    {
        if (pageSize < 0)
            throw Violations.One("page_size", "must not be negative");
        var size = pageSize == 0 ? CollectionPage.DefaultSize : Math.Min(pageSize, CollectionPage.MaxSize);
        return CollectionPage.Of(await store.ListCollectionsAsync(PageToken.Read(pageToken, CollectionRules.IsId), size + 1, cancellationToken), size);
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        long gone = 0;
        if (!await store.DeleteCollectionAsync(id, Forget, cancellationToken))
            throw VectorErrors.CollectionNotFound(id);
        files?.Drop(gone);

        void Forget(long key) => tenants.Forget(gone = key);
    }

    private CollectionDefinition Wanted(CollectionRequest request)
    {
        var violations = new Violations().AddIf(!CollectionRules.IsId(request.Id), "collection_id", CollectionRules.IdRule);
        var (name, dimension) = embedders.Offer(request.Embedder);
        if (name.Length == 0)
            violations.Add("embedder", $"must be {EmbedderCatalog.None} or one this server has: {string.Join(", ", embedders.Names)}");
        else if (dimension == 0)
            violations.AddIf(request.Dimension is < 1 or > VectorShape.MaxDimension, "dimension", $"must be 1 to {VectorShape.MaxDimension} without an embedder");
        else
            violations.AddIf(request.Dimension != 0 && request.Dimension != dimension, "dimension", $"must be 0 or the embedder's {dimension}");
        violations.ThrowIfAny();
        return new(request.Id, dimension == 0 ? request.Dimension : dimension, name, time.GetUtcNow()) { Metric = request.Metric ?? VectorMetric.Cosine };
    }
}
