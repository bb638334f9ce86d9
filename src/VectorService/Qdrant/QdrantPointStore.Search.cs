using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

internal sealed partial class QdrantPointStore
{
    /// <summary>How many points a tenant has.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, CancellationToken cancellationToken) => CountAsync(tenant, (PayloadFilter?)null, cancellationToken);

    /// <summary>How many of them a filter lets through.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, PayloadFilter? filter, CancellationToken cancellationToken) =>
        CountAsync(tenant.Collection, tenant.Filter(filter), cancellationToken);

    /// <summary>How many of a tenant's points have a word.</summary>
    public Task<long> CountAsync(QdrantTenant tenant, uint word, CancellationToken cancellationToken) =>
        CountAsync(tenant.Collection, tenant.Filter(word), cancellationToken);

    /// <summary>The nearest of a tenant's points to a vector of either kind, best first.</summary>
    public async Task<IReadOnlyList<(StoredPoint Point, double Score)>> NearestAsync(
        QdrantTenant tenant, QdrantQuery query, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(tenant.Collection, call => link.Points.QueryAsync(query.ToRequest(tenant), call), cancellationToken);
        return
        [
            .. answer.Result.Select(point => (Point: QdrantPoint.Read(tenant.Collection, point.Payload, point.Vectors), Score: query.ScoreOf(point)))
                .Where(one => one.Score is not null).Select(one => (one.Point, one.Score!.Value))
                .OrderByDescending(one => one.Value).ThenBy(one => one.Point.Id, StringComparer.Ordinal),
        ];
    }

    public QdrantTenant TenantOf(TenantAddress address) => Require(address);
}
