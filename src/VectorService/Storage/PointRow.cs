using System.Text.Json;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>A point as its row has it. Made before the one thread that writes has to see it, but for the write's version.</summary>
internal sealed record PointRow(string Id, string Text, string Payload, byte[] Vector, uint Content)
{
    /// <summary>What <see cref="Read"/> wants to see.</summary>
    public const string Columns = "id, text, payload, vector, version, checksum";

    public static PointRow Of(TenantAddress address, StoredPoint point)
    {
        var (payload, vector) = (JsonSerializer.Serialize(point.Payload), VectorBlob.Write(point.Vector));
        return new(point.Id, point.Text, payload, vector, PointChecksum.Of(address, point.Id, point.Text, payload, vector));
    }

    /// <exception cref="DomainError">It is not what was stored.</exception>
    public static StoredPoint Read(TenantAddress address, SqlRow row)
    {
        if (Enumerable.Range(0, 4).Any(row.IsNull))
            throw VectorErrors.PointDamaged("");
        var (id, text, payload, vector, version) = (row.GetString(0), row.GetString(1), row.GetString(2), row.GetBlob(3), row.GetInt64(4));
        // Without one it was stored before there were any.
        if (!row.IsNull(5) && row.GetInt64(5) != PointChecksum.At(PointChecksum.Of(address, id, text, payload, vector), version))
            throw VectorErrors.PointDamaged(id);
        return new(id, text, ToPayload(payload), VectorBlob.Read(vector), version);
    }

    public static Dictionary<string, string> ToPayload(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
