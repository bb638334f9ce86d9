using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>Points in SQLite: one row each, with the vector as a blob and the payload as JSON.</summary>
internal sealed partial class SqlitePointStore(SqliteDatabase database) : IPointStore, ITenantReader, IDisposable, IAsyncDisposable
{
    private const string InTenant = "collection = ?1 AND tenant = ?2";
    private const string Select = $"SELECT {PointRow.Columns} FROM points WHERE {InTenant}";

    public Task<bool> UpsertAsync(
        TenantAddress address, IReadOnlyList<StoredPoint> points, Action<long> committed, CancellationToken cancellationToken)
    {
        // Turned into what is stored before the one thread that writes has to see them.
        var rows = points.Select(point => PointRow.Of(address, point)).ToArray();
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
            var (version, tally) = (Tick(session), new TenantTally());
            foreach (var row in rows)
                Put(session, address, row, version, tally);
            tally.Save(session, address);
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
            [.. ids.SelectMany(id => session.Query($"{Select} AND id = ?3", row => PointRow.Read(address, row), address.Key, address.Tenant, id))],
            cancellationToken);

    public Task<long> CountAsync(TenantAddress address, PayloadFilter? filter, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session => filter is null
                ? session.QuerySingle($"SELECT count(*) FROM points WHERE {InTenant}", ToNumber, address.Key, address.Tenant)
                : Matching(session, address, filter).Count,
            cancellationToken);

    public Task<TenantContents> LoadAsync(TenantAddress address, KnownVector? known, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Load(session, address, known), cancellationToken);

    public void Dispose() => database.Dispose();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<IReadOnlyList<string>> DeleteAsync(
        TenantAddress address,
        Func<SqlSession, IReadOnlyList<string>> choose,
        Action<PointsDeleted> committed,
        CancellationToken cancellationToken)
    {
        var deleted = await database.WriteAsync(DeleteChosen, gone => committed(gone), cancellationToken);
        return deleted.Ids;

        PointsDeleted DeleteChosen(SqlSession session)
        {
            var tally = new TenantTally();
            var gone = choose(session).Where(id => Delete(session, address, id, tally)).ToArray();
            if (gone.Length > 0)
                tally.Save(session, address);
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
}
