namespace GroupChat.Vectors.Points;

/// <summary>A point as a caller brings it, not yet checked. An empty vector asks for the text to be embedded.</summary>
internal sealed record PointDraft(string Id, string Text, float[] Vector, IReadOnlyDictionary<string, string> Payload);
