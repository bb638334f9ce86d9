using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

internal sealed partial class SqlitePointStore
{
    /// <summary>Points one call looks at, however few its filter lets through.</summary>
    private const int MaxLookedAt = 10_000;

    private const int ReadTogether = 500;

    public Task<ScrolledPoints> ScrollAsync(
        TenantAddress address, string after, PayloadFilter? filter, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => Scroll(session, address, after, filter, limit), cancellationToken);

    private static ScrolledPoints Scroll(SqlSession session, TenantAddress address, string after, PayloadFilter? filter, int limit)
    {
        var found = new List<StoredPoint>();
        for (var lookedAt = 0; lookedAt < MaxLookedAt;)
        {
            var wanted = filter is null ? limit - found.Count : ReadTogether;
            var points = session.Query(
                $"{Select} AND id > ?3 ORDER BY id LIMIT ?4", row => PointRow.Read(address, row), address.Key, address.Tenant, after, wanted);
            lookedAt += points.Count;
            foreach (var point in points)
            {
                after = point.Id;
                if (filter?.Matches(point.Payload) != false)
                    found.Add(point);
                if (found.Count == limit)
                    return new(found, after);
            }

            if (points.Count < wanted)
                return new(found, null);
        }

        return new(found, after);
    }
}
