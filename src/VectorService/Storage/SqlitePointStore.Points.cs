using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

internal sealed partial class SqlitePointStore
{
    private const string OfPoint = $"{InTenant} AND id = ?3";

    private static void Put(SqlSession session, TenantAddress address, PointRow row, long version, TenantTally tally)
    {
        var checksum = (long)PointChecksum.At(row.Content, version);
        if (session.TryQuerySingle($"SELECT checksum FROM points WHERE {OfPoint}", ToChecksum, out var replaced, address.Key, address.Tenant, row.Id))
            tally.Remove(replaced);
        tally.Add(checksum);
        session.Execute(
            """
            INSERT INTO points (collection, tenant, id, version, text, payload, vector, checksum) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (collection, tenant, id) DO UPDATE
            SET version = excluded.version, text = excluded.text, payload = excluded.payload, vector = excluded.vector, checksum = excluded.checksum
            """,
            address.Key, address.Tenant, row.Id, version, row.Text, row.Payload, row.Vector, checksum);
    }

    private static bool Delete(SqlSession session, TenantAddress address, string id, TenantTally tally)
    {
        if (!session.TryQuerySingle(
            $"DELETE FROM points WHERE {OfPoint} RETURNING checksum", ToChecksum, out var deleted, address.Key, address.Tenant, id))
            return false;
        tally.Remove(deleted);
        return true;
    }

    private static TenantContents Load(SqlSession session, TenantAddress address, KnownVector? known)
    {
        var tally = new TenantTally();
        var version = session.QuerySingle("SELECT version FROM clock", ToNumber);
        var points = session.Query(
            $"{Select} ORDER BY number",
            row =>
            {
                tally.Add(row.IsNull(5) ? 0 : row.GetInt64(5));
                var point = PointRow.Read(address, row);
                return known?.Invoke(point.Id, point.Vector) == true ? point with { Vector = [] } : point;
            },
            address.Key, address.Tenant);
        return tally.IsThatOf(session, address) ? new(version, points) : throw VectorErrors.TenantDamaged();
    }

    // None: it was stored before there were any, and counts nothing.
    private static long ToChecksum(SqlRow row) => row.IsNull(0) ? 0 : row.GetInt64(0);
}
