using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Text;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;
using Microsoft.Win32.SafeHandles;

namespace GroupChat.Vectors.Files;

/// <summary>
/// Opens index files. Searches read rows and links without bounds, so nothing of a file is used before every byte of it was compared
/// with its checksum and every link was looked at.
/// </summary>
internal static class IndexFileReader
{
    /// <summary>More than ids can take at their longest.</summary>
    private const int MaxIdBytes = 400;

    /// <exception cref="InvalidDataException">It is not what was written, or somebody else's.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SavedIndex Read(string path, TenantAddress address, VectorShape shape, DenseSettings settings)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return Read(file, address, shape, settings);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException or EndOfStreamException)
        {
            throw new InvalidDataException("It is not what was written.", error);
        }
    }

    private static SavedIndex Read(SafeFileHandle file, TenantAddress address, VectorShape shape, DenseSettings settings)
    {
        var page = new byte[IndexFileHeader.Bytes];
        if (RandomAccess.Read(file, page, 0) != page.Length)
            throw new InvalidDataException("The file is shorter than it was written.");
        var header = IndexFileHeader.Read(page);
        if (header.Address != address || new VectorShape(header.Dimension, header.Metric) != shape)
            throw new InvalidDataException("It belongs to another tenant or other vectors.");
        Check(header, RandomAccess.GetLength(file));
        var dense = new DenseIndex(shape.Dimension, shape.Metric, settings);
        var reader = new SectionReader(file, header);
        string[] ids = [];
        ReadTogether(
            () => reader.MapInto(IndexSection.Floats, dense.Rows.Floats, header.Rows),
            () => ReadRest(reader, dense, header),
            () => ids = IdsOf(reader.Read(IndexSection.Ids, (int)Math.Min(Array.MaxLength, (long)header.Rows * MaxIdBytes)), header.Rows));
        dense.Restore(header.Rows, header.Upper, header.Entry, header.Width);
        return new SavedIndex(dense, ids);
    }

    private static void Check(IndexFileHeader header, long length)
    {
        var end = (long)IndexFileHeader.Bytes;
        foreach (var place in header.Sections)
        {
            if (place.Length < 0 || place.Offset < end || place.Offset % IndexFileHeader.Bytes != 0 || place.End > length)
                throw new InvalidDataException("Its sections do not lie in it.");
            end = place.End;
        }

        if (header.Rows is <= 0 or > SlotKey.MaxSlots || header.Upper < 0 || header.Width.Width is < 1 or > 4_096 || header.Sections[^1].End != length)
            throw new InvalidDataException("Its numbers make no sense.");
    }

    // Looking through the floats takes about as long as reading the rest.
    private static void ReadTogether(params Action[] parts)
    {
        try
        {
            Parallel.Invoke(parts);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private static void ReadRest(SectionReader reader, DenseIndex dense, IndexFileHeader header)
    {
        reader.ReadInto(IndexSection.Codes, dense.Rows.Codes, header.Rows);
        reader.ReadInto(IndexSection.Traits, dense.Rows.Traits, header.Rows);
        reader.ReadInto(IndexSection.Sketches, dense.Rows.Sketches, header.Rows);
        reader.ReadInto(IndexSection.Lowest, dense.Links.Lowest, header.Rows);
        reader.ReadInto(IndexSection.Upper, dense.Links.Upper, header.Upper);
    }

    private static string[] IdsOf(ReadOnlySpan<byte> bytes, int count)
    {
        var ids = new string[count];
        for (var slot = 0; slot < count; slot++)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            ids[slot] = Encoding.UTF8.GetString(bytes.Slice(sizeof(ushort), length));
            bytes = bytes[(sizeof(ushort) + length)..];
        }

        return bytes.Length == 0 ? ids : throw new InvalidDataException("It names more points than it has.");
    }
}
