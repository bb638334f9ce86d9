namespace GroupChat.Vectors.Points;

/// <summary>A point as it is kept: checked, embedded, its vector of unit length. Version is the write that last changed it.</summary>
internal sealed record StoredPoint(
    string Id, string Text, IReadOnlyDictionary<string, string> Payload, float[] Vector, long Version);
