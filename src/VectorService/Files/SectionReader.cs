using GroupChat.Vectors.Dense.Memory;
using Microsoft.Win32.SafeHandles;

namespace GroupChat.Vectors.Files;

/// <summary>Reads sections into memory and compares their checksums.</summary>
internal sealed unsafe class SectionReader(SafeFileHandle file, IndexFileHeader header)
{
    private const int Piece = 1024 * 1024;

    /// <summary>Reads a section into rows, so many; rows of no bytes are none.</summary>
    public void ReadInto(IndexSection section, NativeRows rows, int count)
    {
        var place = Place(section, (long)count * rows.Stride);
        var checksum = new Checksum();
        var offset = place.Offset;
        for (var row = 0; row < count && rows.Stride > 0; row += NativeRows.Together)
        {
            rows.Reserve(row);
            var piece = rows.Piece(row, count);
            ReadExactly(piece, offset);
            checksum.Add(piece);
            offset += piece.Length;
        }

        Compare(section, place, checksum);
    }

    /// <summary>Makes a section the memory of rows, so many, once it has been looked through.</summary>
    public void MapInto(IndexSection section, NativeRows rows, int count)
    {
        var place = Place(section, (long)count * rows.Stride);
        if (count == 0)
            return;
        var mapped = new MappedSection(file, place);
        var checksum = new Checksum();
        for (long at = 0; at < place.Length; at += Piece)
            checksum.Add(new ReadOnlySpan<byte>(mapped.Start + at, (int)Math.Min(Piece, place.Length - at)));
        Compare(section, place, checksum);
        rows.Adopt(mapped.Start, count, mapped);
    }

    /// <summary>Reads a section whose length is not known beforehand.</summary>
    public byte[] Read(IndexSection section, int longest)
    {
        var place = header.Sections[(int)section];
        if (place.Length < 0 || place.Length > longest)
            throw Broken(section);
        var bytes = new byte[place.Length];
        ReadExactly(bytes, place.Offset);
        Compare(section, place, new Checksum(), bytes);
        return bytes;
    }

    private static InvalidDataException Broken(IndexSection section) =>
        new($"The section {section} is not what was written.");

    private static void Compare(IndexSection section, SectionPlace place, Checksum checksum, ReadOnlySpan<byte> rest = default)
    {
        checksum.Add(rest);
        if (checksum.Value != place.Checksum)
            throw Broken(section);
    }

    private SectionPlace Place(IndexSection section, long length)
    {
        var place = header.Sections[(int)section];
        return place.Length == length ? place : throw Broken(section);
    }

    private void ReadExactly(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
                throw new InvalidDataException("The file is shorter than it was written.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
