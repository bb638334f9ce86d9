using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Qdrant;

/// <summary>
/// One tenant of one collection, and the only maker of filters and point ids: no request can be put together that reaches another
/// tenant, or a collection that had the name before.
/// </summary>
internal sealed class QdrantTenant(QdrantCollection collection, TenantAddress address)
{
    private readonly Wire.Condition _within = QdrantFilter.Is(
        QdrantPayload.Tenant, BeforeName(address.Key) + address.Tenant);

    public QdrantCollection Collection => collection;

    /// <summary>As its points name it.</summary>
    public string Name => _within.Field.Match.Keyword;

    /// <summary>The tenant a point names, if the point is this collection's.</summary>
    public static string? NameOf(IDictionary<string, Wire.Value> payload, long key) =>
        payload.TryGetValue(QdrantPayload.Tenant, out var tenant) && tenant.StringValue.StartsWith(BeforeName(key), StringComparison.Ordinal)
            ? tenant.StringValue[BeforeName(key).Length..]
            : null;

    /// <summary>The tenant's points, those that a filter lets through, and of those the ones of these ids.</summary>
    public Wire.Filter Filter(PayloadFilter? filter = null, IEnumerable<string>? ids = null)
    {
        var all = new Wire.Filter { Must = { _within } };
        if (filter is not null)
            all.Must.Add(QdrantFilter.Of(filter));
        if (ids is not null)
            all.Must.Add(new Wire.Condition { HasId = new() { HasId = { ids.Select(IdOf) } } });
        return all;
    }

    /// <summary>The tenant's points that have a word.</summary>
    public Wire.Filter Filter(uint word)
    {
        var all = Filter();
        all.Must.Add(QdrantFilter.Is(QdrantPayload.Words, word));
        return all;
    }

    /// <summary>
    /// Qdrant takes numbers and UUIDs only. This one is a digest of where the point is and what it is called (version 8 of RFC 9562,
    /// with SHA-256), so that the same point always has the same and every tenant its own.
    /// </summary>
    public Wire.PointId IdOf(string id)
    {
        // A tenant's name may have any character: its length keeps it apart from the id.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address.Tenant.Length}:{Name}{id}")));
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        return new Wire.PointId { Uuid = new Guid(digest.AsSpan(0, 16), bigEndian: true).ToString() };
    }

    /// <summary>Whether a point that came by its id is the tenant's.</summary>
    public bool Has(IDictionary<string, Wire.Value> payload) =>
        payload.TryGetValue(QdrantPayload.Tenant, out var tenant) && tenant.StringValue == Name;

    private static string BeforeName(long key) => string.Create(CultureInfo.InvariantCulture, $"{key:x16}/");
}
