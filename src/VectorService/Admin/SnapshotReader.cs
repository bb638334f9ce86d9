using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;

namespace GroupChat.Vectors.Admin;

/// <summary>Reads snapshots. Whoever restores one has it verified first: what is read is then what was written.</summary>
internal static class SnapshotReader
{
    /// <summary>What a file says of itself.</summary>
    /// <exception cref="InvalidDataException">It is no snapshot, or not a whole one.</exception>
    public static SnapshotInfo Describe(string path)
    {
        using var file = Open(path);
        return Guarded(() => Describe(path, file));
    }

    /// <summary>Compares all of a file with its checksum.</summary>
    /// <exception cref="InvalidDataException">It is not what was written.</exception>
    public static void Verify(string path, CancellationToken cancellationToken)
    {
        using var file = Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (var left = file.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
                throw new InvalidDataException("The file is shorter than it was.");
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var written = new byte[SHA256.HashSizeInBytes];
        if (file.ReadAtLeast(written, written.Length, throwOnEndOfStream: false) < written.Length || !hash.GetHashAndReset().AsSpan().SequenceEqual(written))
            throw new InvalidDataException("The file is not what was written.");
    }

    /// <summary>The points of a file that has been verified.</summary>
    /// <exception cref="InvalidDataException">It is written in another way.</exception>
    public static IEnumerable<(string Tenant, StoredPoint Point)> Read(string path)
    {
        using var file = Open(path);
        Guarded(() => Header(file));
        while (Guarded(() => Record(file)) is { } record)
            yield return Guarded(() => PointOf(record));
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 20);

    private static SnapshotInfo Describe(string path, FileStream file)
    {
        var (taken, collection) = Header(file);
        var trailer = new byte[SnapshotFormat.TrailerBytes];
        file.Seek(-trailer.Length, SeekOrigin.End);
        file.ReadExactly(trailer);
        if (BinaryPrimitives.ReadInt32LittleEndian(trailer) != SnapshotFormat.End)
            throw new InvalidDataException("It is no whole snapshot.");
        var points = BinaryPrimitives.ReadInt64LittleEndian(trailer.AsSpan(sizeof(int)));
        var sha256 = Convert.ToHexStringLower(trailer.AsSpan(sizeof(int) + sizeof(long)));
        return new(Path.GetFileNameWithoutExtension(path), collection, taken, points, file.Length, sha256);
    }

    private static (DateTimeOffset Taken, CollectionDefinition Collection) Header(FileStream file)
    {
        var mark = new byte[sizeof(uint) + sizeof(int)];
        file.ReadExactly(mark);
        if (BinaryPrimitives.ReadUInt32LittleEndian(mark) != SnapshotFormat.Mark
            || BinaryPrimitives.ReadInt32LittleEndian(mark.AsSpan(sizeof(uint))) != SnapshotFormat.Version
            || Record(file) is not { } record)
            throw new InvalidDataException("It is no snapshot of this format.");
        using var reader = ReaderOf(record);
        var taken = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64());
        return (taken, JsonSerializer.Deserialize<CollectionDefinition>(reader.ReadString()) ?? throw new InvalidDataException("It names no collection."));
    }

    private static byte[]? Record(FileStream file)
    {
        var length = new byte[sizeof(int)];
        file.ReadExactly(length);
        var bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes == SnapshotFormat.End)
            return null;
        if (bytes is < 0 or > SnapshotFormat.MaxRecord)
            throw new InvalidDataException("A record is too long.");
        var record = new byte[bytes];
        file.ReadExactly(record);
        return record;
    }

    private static (string Tenant, StoredPoint Point) PointOf(byte[] record)
    {
        using var reader = ReaderOf(record);
        var (tenant, id, text, payload) = (reader.ReadString(), reader.ReadString(), reader.ReadString(), PointRow.ToPayload(reader.ReadString()));
        var vector = record.AsSpan((int)reader.BaseStream.Position);
        return (tenant, new(id, text, payload, VectorBlob.Read(vector), 0));
    }

    private static BinaryReader ReaderOf(byte[] record) => new(new MemoryStream(record), Encoding.UTF8);

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or JsonException or ArgumentException or IOException { HResult: InvalidSeek })
        {
            throw new InvalidDataException("It is not what was written.", error);
        }
    }

    // To before the beginning: the file is shorter than a trailer.
    private const int InvalidSeek = unchecked((int)0x80131620);
}
