using System.Text;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Points;

/// <summary>What a point has to be. A broken rule refuses that point only.</summary>
internal static class PointRules
{
    public const int MaxIdCharacters = 128;
    public const int MaxTextBytes = 16_384;
    public const int MaxPayloadEntries = 32;
    public const int MaxKeyCharacters = 64;
    public const int MaxValueBytes = 1_024;

    /// <summary>The first rule the point breaks, or <see cref="PointReason.None"/>.</summary>
    public static string Check(PointDraft point, VectorShape shape) =>
        !IsId(point.Id) ? PointReason.IdInvalid
        : point.Vector.Length == 0 && string.IsNullOrWhiteSpace(point.Text) ? PointReason.EmptyPoint
        : Encoding.UTF8.GetByteCount(point.Text) > MaxTextBytes ? PointReason.TextTooLong
        : point.Vector.Length != 0 && point.Vector.Length != shape.Dimension ? PointReason.DimensionMismatch
        : point.Vector.Length != 0 && !shape.CanCompare(point.Vector) ? PointReason.VectorInvalid
        : !IsPayload(point.Payload) ? PointReason.PayloadInvalid
        : PointReason.None;

    public static bool IsId(string id) => id.Length is > 0 and <= MaxIdCharacters && !id.Any(char.IsControl);

    private static bool IsPayload(IReadOnlyDictionary<string, string> payload) =>
        payload.Count <= MaxPayloadEntries && payload.All(entry =>
            entry.Key.Length is > 0 and <= MaxKeyCharacters && Encoding.UTF8.GetByteCount(entry.Value) <= MaxValueBytes);
}
