using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Qdrant;

internal sealed partial class QdrantPointStore
{
    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, IReadOnlyList<string> ids, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        DeleteAsync(Require(address), tenant => tenant.Filter(ids: ids.Distinct()), committed, cancellationToken);

    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, PayloadFilter filter, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        DeleteAsync(Require(address), tenant => tenant.Filter(filter), committed, cancellationToken);

    private async Task<IReadOnlyList<string>> DeleteAsync(
        QdrantTenant tenant, Func<QdrantTenant, Wire.Filter> choose, Action<PointsDeleted> committed, CancellationToken cancellationToken)
    {
        // The server does not say what it deleted.
        var ids = await IdsAsync(tenant, choose(tenant), cancellationToken);
        foreach (var some in ids.Chunk(ReadTogether))
        {
            var request = new Wire.DeletePoints { CollectionName = tenant.Collection.Name, Wait = true, Points = new() { Filter = tenant.Filter(ids: some) } };
            Applied(await AskAsync(tenant.Collection, call => link.Points.DeleteAsync(request, call), cancellationToken));
        }

        committed(new(ids.Count == 0 ? 0 : NextVersion(), ids));
        return ids;
    }

    private async Task<IReadOnlyList<string>> IdsAsync(QdrantTenant tenant, Wire.Filter filter, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (Wire.PointId? next = null; ;)
        {
            var request = new Wire.ScrollPoints
            {
                CollectionName = tenant.Collection.Name,
                Filter = filter,
                Offset = next,
                Limit = ReadTogether,
                WithPayload = QdrantPayload.Ids,
            };
            var answer = await AskAsync(tenant.Collection, call => link.Points.ScrollAsync(request, call), cancellationToken);
            ids.AddRange(answer.Result.Select(point => QdrantPayload.IdOf(point.Payload)));
            if ((next = answer.NextPageOffset) is null)
                return ids;
        }
    }
}
