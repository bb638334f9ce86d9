using GroupChat.ServiceDefaults.Errors;
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
        var violations = new Violations().AddIf(!CollectionRules.IsId(request.Id), "collection_id", CollectionRules.IdRule);
        var embedder = embedders.Find(request.Embedder);
        if (embedder is null)
            violations.Add("embedder", $"must be one this server has: {string.Join(", ", embedders.Names)}");
        else if (request.Dimension != 0 && request.Dimension != embedder.Dimension)
            violations.Add("dimension", $"must be 0 or the embedder's {embedder.Dimension}");
        violations.ThrowIfAny();

        var wanted = new CollectionDefinition(request.Id, embedder!.Dimension, embedder.Name, time.GetUtcNow());
        var stored = await store.EnsureCollectionAsync(wanted, cancellationToken);
        return stored.Definition.Embedder == wanted.Embedder && stored.Definition.Dimension == wanted.Dimension
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
}
