using System.Text;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Points;

/// <summary>One page of points in the order of their ids, and the token for the next one, empty on the last.</summary>
internal sealed record PointPage(IReadOnlyList<StoredPoint> Points, string NextToken)
{
    public const int DefaultSize = 100;
    public const int MaxSize = 1_000;

    /// <summary>What comes of a page at most, so that it fits into one message whatever points are like.</summary>
    private const int MaxBytes = 3 * 1024 * 1024;

    /// <summary>What was scrolled, as far as it fits; one point always does.</summary>
    public static PointPage Of(ScrolledPoints scrolled)
    {
        var (points, bytes) = (scrolled.Points, 0);
        for (var i = 0; i < points.Count; i++)
        {
            if ((bytes += BytesOf(points[i])) > MaxBytes && i > 0)
                return new([.. points.Take(i)], PageToken.Of(points[i - 1].Id));
        }

        return new(points, scrolled.After is null ? "" : PageToken.Of(scrolled.After));
    }

    private static int BytesOf(StoredPoint point) =>
        BytesOf(point.Id) + BytesOf(point.Text) + (point.Vector.Length * sizeof(float)) + point.Payload.Sum(entry => BytesOf(entry.Key) + BytesOf(entry.Value));

    // With what stands before it in a message.
    private static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text) + 8;
}
