using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>Points in SQLite: one row each, with the vector as a blob and the payload as JSON.</summary>
internal sealed partial class SqlitePointStore(SqliteDatabase database) : IPointStore, IDisposable, IAsyncDisposable
{
    private const string InTenant = "collection = ?1 AND tenant = ?2";
    private const string Select = $"SELECT id, text, payload, vector, version, checksum FROM points WHERE {InTenant}";

    public Task<bool> UpsertAsync(
        TenantAddress address, IReadOnlyList<StoredPoint> points, Action<long> committed, CancellationToken cancellationToken)
    {
        // Turned into what is stored before the one thread that writes has to see them.
        var rows = points.Select(PointRow.Of).ToArray();
        return WriteAsync();

        async Task<bool> WriteAsync() => await database.WriteAsync(Upsert, Announce, cancellationToken) != 0;

        void Announce(long version)
        {
            if (version != 0)
                committed(version);
        }

        long Upsert(SqlSession session)
        {
            if (!session.TryQuerySingle("SELECT 1 FROM collections WHERE key = ?1", row => row.GetInt32(0), out _, address.Key))
                return 0;
            var version = Tick(session);
            foreach (var row in rows)
                session.Execute(
                    """
                    INSERT INTO points (collection, tenant, id, version, text, payload, vector, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                    ON CONFLICT (collection, tenant, id) DO UPDATE
                    SET version = excluded.version, text = excluded.text, payload = excluded.payload, vector = excluded.vector, checksum = excluded.checksum
                    """,
                    address.Key, address.Tenant, row.Id, version, row.Text, row.Payload, row.Vector, (long?)row.Checksum);
            return version;
        }
    }

    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, IReadOnlyList<string> ids, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        DeleteAsync(address, _ => ids, committed, cancellationToken);

    public Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address, PayloadFilter filter, Action<PointsDeleted> committed, CancellationToken cancellationToken) =>
        DeleteAsync(address, session => Matching(session, address, filter), committed, cancellationToken);

    public Task<IReadOnlyList<StoredPoint>> GetAsync(
        TenantAddress address, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredPoint>>(
            session =>
            [.. ids.SelectMany(id => session.Query($"{Select} AND id = ?3", ToPoint, address.Key, address.Tenant, id))],
            cancellationToken);

    public Task<long> CountAsync(TenantAddress address, PayloadFilter? filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => filter is null
                ? session.QuerySingle($"SELECT count(*) FROM points WHERE {InTenant}", ToNumber, address.Key, address.Tenant)
                : Matching(session, address, filter).Count,
            cancellationToken);

    public Task<TenantContents> LoadAsync(TenantAddress address, KnownVector? known, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => new TenantContents(
                session.QuerySingle("SELECT version FROM clock", ToNumber),
                session.Query($"{Select} ORDER BY number", row => Without(known, ToPoint(row)), address.Key, address.Tenant)),
            cancellationToken);

    public void Dispose() => database.Dispose();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address,
        Func<SqlSession, IReadOnlyList<string>> choose,
        Action<PointsDeleted> committed,
        CancellationToken cancellationToken)
    {
        var deleted = await database.WriteAsync(Delete, gone => committed(gone), cancellationToken);
        return deleted.Ids;

        PointsDeleted Delete(SqlSession session)
        {
            var gone = choose(session).Where(id => session.Execute(
                $"DELETE FROM points WHERE {InTenant} AND id = ?3", address.Key, address.Tenant, id) > 0).ToArray();
            return new PointsDeleted(gone.Length == 0 ? 0 : Tick(session), gone);
        }
    }

    private static long Tick(SqlSession session) =>
        session.QuerySingle("UPDATE clock SET version = version + 1 RETURNING version", ToNumber);

    private static long ToNumber(SqlRow row) => row.GetInt64(0);

    private static List<string> Matching(SqlSession session, TenantAddress address, PayloadFilter filter) =>
    [
        .. session.Query(
            $"SELECT id, payload FROM points WHERE {InTenant}",
            row => (Id: row.GetString(0), Payload: PointRow.ToPayload(row.GetString(1))), address.Key, address.Tenant)
            .Where(point => filter.Matches(point.Payload)).Select(point => point.Id),
    ];

    private static StoredPoint ToPoint(SqlRow row) =>
        new PointRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBlob(3), row.IsNull(5) ? null : (uint)row.GetInt64(5))
            .ToPoint(row.GetInt64(4));

    private static StoredPoint Without(KnownVector? known, StoredPoint point) =>
        known?.Invoke(point.Id, point.Vector) == true ? point with { Vector = [] } : point;
}
