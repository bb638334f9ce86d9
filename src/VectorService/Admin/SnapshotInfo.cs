using GroupChat.Vectors.Collections;

namespace GroupChat.Vectors.Admin;

/// <summary>A snapshot: of which collection, when, how much, and the SHA-256 of what is in it.</summary>
internal sealed record SnapshotInfo(string Id, CollectionDefinition Collection, DateTimeOffset Taken, long Points, long Bytes, string Sha256);
