using System.Runtime.CompilerServices;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

internal sealed partial class SqlitePointStore
{
    /// <summary>Collections on their way have ids that begin with it: no caller's can, and it sorts after all of theirs.</summary>
    public const string Unfinished = "~";

    public async IAsyncEnumerable<TenantPoints> WalkAsync(CollectionDefinition collection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (tenant, id) = ("", "");
        while (true)
        {
            var page = await database.ReadAsync(session => PageAfter(session, collection.Key, tenant, id), cancellationToken);
            foreach (var some in page.GroupBy(one => one.Tenant, one => one.Point))
                yield return new(some.Key, [.. some]);
            if (page.Count < ReadTogether)
                yield break;
            (tenant, id) = (page[^1].Tenant, page[^1].Point.Id);
        }
    }

    public Task<IReadOnlyList<StoredPoint>> SampleAsync(TenantAddress address, int count, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredPoint>>(
            session => session.Query(
                $"SELECT {PointRow.Columns} FROM points WHERE number IN (SELECT number FROM points WHERE {InTenant} ORDER BY random() LIMIT ?3)",
                row => PointRow.Read(address, row), address.Key, address.Tenant, count),
            cancellationToken);

    /// <summary>Every point of a collection, tenant by tenant, as of one moment. Returns how many.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">POINT_DAMAGED or TENANT_DAMAGED: not all of them are what was written.</exception>
    public Task<long> VisitAllAsync(long key, Action<string, StoredPoint> visit, CancellationToken cancellationToken) => database.ReadAsync(
        session =>
        {
            long visited = 0;
            session.Visit(
                $"SELECT {PointRow.Columns}, tenant FROM points WHERE collection = ?1 ORDER BY tenant, id",
                row =>
                {
                    var tenant = row.GetString(6);
                    visit(tenant, PointRow.Read(new(key, tenant), row));
                    visited++;
                    return true;
                },
                key);
            var known = session.QuerySingle("SELECT coalesce(sum(points), 0) FROM tallies WHERE collection = ?1", ToNumber, key);
            return known == visited ? visited : throw VectorErrors.TenantDamaged();
        },
        cancellationToken);

    /// <summary>Tenants by size: up to so many points, up to so many, and more.</summary>
    public Task<SizeClass[]> SizesAsync(long key, int few, int some, CancellationToken cancellationToken) => database.ReadAsync(
        session =>
        {
            SizeClass[] sizes = [new(0, 0), new(0, 0), new(0, 0)];
            var found = session.Query(
                """
                SELECT CASE WHEN points <= ?2 THEN 0 WHEN points <= ?3 THEN 1 ELSE 2 END AS size, count(*), sum(points)
                FROM tallies WHERE collection = ?1 AND points > 0 GROUP BY size
                """,
                row => (Size: row.GetInt32(0), Class: new SizeClass(row.GetInt64(1), row.GetInt64(2))), key, few, some);
            found.ForEach(one => sizes[one.Size] = one.Class);
            return sizes;
        },
        cancellationToken);

    /// <summary>Gives a collection that was made under an id of its own the id it is to have, in one step.</summary>
    /// <param name="key">The collection.</param>
    /// <param name="id">Its id from now on; a collection that has it and no points is deleted.</param>
    /// <param name="replaced">Told the key of that one.</param>
    /// <param name="cancellationToken">Gives up, unless it is done already.</param>
    /// <exception cref="ServiceDefaults.Errors.DomainError">COLLECTION_NOT_EMPTY.</exception>
    public Task<CollectionInfo> AdoptAsync(long key, string id, Action<long> replaced, CancellationToken cancellationToken)
    {
        long old = 0;
        return database.WriteAsync(Adopt, _ => replaced(old), cancellationToken);

        CollectionInfo Adopt(SqlSession session)
        {
            old = session.QuerySingle("SELECT key FROM collections WHERE id = ?1", ToNumber, id);
            if (session.TryQuerySingle("SELECT 1 FROM points WHERE collection = ?1 LIMIT 1", row => row.GetInt32(0), out _, old))
                throw VectorErrors.CollectionNotEmpty(id);
            session.Execute("DELETE FROM collections WHERE key = ?1", old);
            session.Execute("UPDATE collections SET id = ?2 WHERE key = ?1", key, id);
            return Describe(session, id) ?? throw VectorErrors.CollectionNotFound(id);
        }
    }

    /// <summary>Deletes collections that a process has left on their way.</summary>
    public Task DeleteUnfinishedAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Execute("DELETE FROM collections WHERE id >= ?1", Unfinished), cancellationToken: cancellationToken);

    private static List<(string Tenant, StoredPoint Point)> PageAfter(SqlSession session, long key, string tenant, string id) => session.Query(
        $"SELECT {PointRow.Columns}, tenant FROM points WHERE collection = ?1 AND (tenant, id) > (?2, ?3) ORDER BY tenant, id LIMIT ?4",
        row => (row.GetString(6), PointRow.Read(new(key, row.GetString(6)), row)), key, tenant, id, ReadTogether);
}
