using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Storage;

/// <summary>
/// A CRC-32C over all that is stored of a point, and whose it is: SQLite checks its log, but a bit that changes in the file itself later is its
/// readers' affair.
/// </summary>
internal static class PointChecksum
{
    private const int OnStack = 512;

    public static uint Of(TenantAddress address, string id, string text, string payload, ReadOnlySpan<byte> vector)
    {
        var checksum = new Checksum();
        Add(ref checksum, address.Tenant);
        Add(ref checksum, id);
        Add(ref checksum, text);
        Add(ref checksum, payload);
        checksum.Add(vector);
        return BitOperations.Crc32C(checksum.Value, (ulong)address.Key);
    }

    /// <summary>The same with the write it came by, which is known last.</summary>
    public static uint At(uint content, long version) => BitOperations.Crc32C(content, (ulong)version);

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
