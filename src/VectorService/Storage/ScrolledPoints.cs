using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>Points in the order of their ids, and the id to go on after; null when there is nothing behind it.</summary>
internal sealed record ScrolledPoints(IReadOnlyList<StoredPoint> Points, string? After);
