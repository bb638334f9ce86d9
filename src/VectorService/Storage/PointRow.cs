using System.Text.Json;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>A point as its row has it. No checksum: it was stored before there were any.</summary>
internal sealed record PointRow(string Id, string Text, string Payload, byte[] Vector, uint? Checksum)
{
    public static PointRow Of(StoredPoint point)
    {
        var (payload, vector) = (JsonSerializer.Serialize(point.Payload), VectorBlob.Write(point.Vector));
        return new(point.Id, point.Text, payload, vector, PointChecksum.Of(point.Id, point.Text, payload, vector));
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">It is not what was stored.</exception>
    public StoredPoint ToPoint(long version) => Checksum is not { } stored || stored == PointChecksum.Of(Id, Text, Payload, Vector)
        ? new(Id, Text, ToPayload(Payload), VectorBlob.Read(Vector), version)
        : throw VectorErrors.PointDamaged(Id);

    public static Dictionary<string, string> ToPayload(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
