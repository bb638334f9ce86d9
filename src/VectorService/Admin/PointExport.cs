using System.Runtime.CompilerServices;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>Hands out all points of a collection or of a tenant, a page at a time.</summary>
internal sealed class PointExport(CollectionCatalog collections, IPointStore store)
{
    private const int Page = 256;

    /// <summary>What is exported; refused at once where there is no such place.</summary>
    public async Task<CollectionInfo> OpenAsync(string collection, string tenant, CancellationToken cancellationToken)
    {
        var violations = new Violations();
        new PointAddress(collection, tenant.Length == 0 ? "all" : tenant).Check(violations);
        violations.ThrowIfAny();
        return await collections.DescribeAsync(collection, cancellationToken);
    }

    public IAsyncEnumerable<TenantPoints> RunAsync(CollectionDefinition collection, string tenant, CancellationToken cancellationToken) =>
        tenant.Length == 0 ? store.WalkAsync(collection, cancellationToken) : RunAsync(collection.Tenant(tenant), cancellationToken);

    private async IAsyncEnumerable<TenantPoints> RunAsync(TenantAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = ""; after is not null;)
        {
            var page = await store.ScrollAsync(address, after, null, Page, cancellationToken);
            yield return new(address.Tenant, page.Points);
            after = page.After;
        }
    }
}
