using System.Security.Cryptography;

namespace GroupChat.Vectors.Admin;

/// <summary>
/// The layout of a snapshot: a mark, records each behind its length (the collection first, then the points), a length of -1, the
/// number of points, and the SHA-256 of everything before. Numbers are little endian.
/// </summary>
internal static class SnapshotFormat
{
    public const uint Mark = 0x53564347; // "GCVS"
    public const int Version = 1;
    public const int End = -1;

    /// <summary>Larger than the largest point.</summary>
    public const int MaxRecord = 4 << 20;

    /// <summary>What follows the last record.</summary>
    public const int TrailerBytes = sizeof(int) + sizeof(long) + SHA256.HashSizeInBytes;
}
