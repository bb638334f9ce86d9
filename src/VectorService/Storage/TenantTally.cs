using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>
/// How many points a tenant has, and the sum of their checksums: kept beside them by every write, so that a point that has vanished,
/// or is there twice, is noticed by whoever reads all of them.
/// </summary>
internal sealed class TenantTally
{
    private long _points;
    private long _checksums;

    public void Add(long checksum) => (_points, _checksums) = (_points + 1, _checksums + checksum);

    public void Remove(long checksum) => (_points, _checksums) = (_points - 1, _checksums - checksum);

    /// <summary>Writes down what has been added and removed.</summary>
    public void Save(SqlSession session, TenantAddress address) => session.Execute(
        """
        INSERT INTO tallies (collection, tenant, points, checksums) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (collection, tenant) DO UPDATE SET points = points + excluded.points, checksums = checksums + excluded.checksums
        """,
        address.Key, address.Tenant, _points, _checksums);

    /// <summary>Whether what has been added is what was written down.</summary>
    public bool IsThatOf(SqlSession session, TenantAddress address)
    {
        var known = session.TryQuerySingle(
            "SELECT points, checksums FROM tallies WHERE collection = ?1 AND tenant = ?2",
            row => (row.GetInt64(0), row.GetInt64(1)), out var written, address.Key, address.Tenant);
        return (known ? written : (0, 0)) == (_points, _checksums);
    }
}
