using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using GroupChat.Vectors.Files;

namespace GroupChat.Vectors.Storage;

/// <summary>
/// A CRC-32C over all that is stored of a point: SQLite checks its log, but a bit that changes in the file itself later is its
/// readers' affair.
/// </summary>
internal static class PointChecksum
{
    private const int OnStack = 512;

    public static uint Of(string id, string text, string payload, ReadOnlySpan<byte> vector)
    {
        var checksum = new Checksum();
        Add(ref checksum, id);
        Add(ref checksum, text);
        Add(ref checksum, payload);
        checksum.Add(vector);
        return checksum.Value;
    }

    // Each behind its length: what ends one could begin the next.
    private static void Add(ref Checksum checksum, string value)
    {
        var most = sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var length = Encoding.UTF8.GetBytes(value, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        checksum.Add(bytes[..(sizeof(int) + length)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
