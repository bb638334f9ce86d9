using System.Buffers.Binary;
using System.Text;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Files;

/// <summary>
/// The first page of an index file: whose index it is, its shape, and where its sections lie. Numbers are little endian; the page
/// ends with its own checksum.
/// </summary>
/// <param name="Address">The tenant it belongs to: a file that was moved or copied to another's place is refused.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="Metric">How closeness is measured.</param>
/// <param name="Rows">Vectors, all of them in the graph.</param>
/// <param name="Upper">Neighbour lists above the lowest level.</param>
/// <param name="Entry">Where searches begin, with its level.</param>
/// <param name="Width">The width of walks and what it was measured to find.</param>
/// <param name="Sections">In the order of <see cref="IndexSection"/>.</param>
internal sealed record IndexFileHeader(
    TenantAddress Address, int Dimension, VectorMetric Metric, int Rows, int Upper, long Entry, WidthMeasured Width, SectionPlace[] Sections)
{
    /// <summary>Its own size, and what sections are aligned to: the size of a page of memory.</summary>
    public const int Bytes = 4096;

    private const uint Mark = 0x49564347; // "GCVI"
    private const int Format = 2;

    public byte[] Write()
    {
        var page = new byte[Bytes];
        using var writer = new BinaryWriter(new MemoryStream(page), Encoding.UTF8);
        writer.Write(Mark);
        writer.Write(Format);
        writer.Write(Address.Key);
        writer.Write(Address.Tenant);
        writer.Write(Dimension);
        writer.Write((int)Metric);
        writer.Write(Rows);
        writer.Write(Upper);
        writer.Write(Entry);
        writer.Write(Width.Width);
        writer.Write(Width.Recall);
        writer.Write(Width.Rows);
        foreach (var (offset, length, checksum) in Sections)
        {
            writer.Write(offset);
            writer.Write(length);
            writer.Write(checksum);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(Bytes - sizeof(uint)), Checksum.Of(page.AsSpan(0, Bytes - sizeof(uint))));
        return page;
    }

    /// <exception cref="InvalidDataException">It is no such page, or not the one that was written.</exception>
    public static IndexFileHeader Read(byte[] page)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(Bytes - sizeof(uint))) != Checksum.Of(page.AsSpan(0, Bytes - sizeof(uint))))
            throw new InvalidDataException("The first page has changed since it was written.");
        using var reader = new BinaryReader(new MemoryStream(page), Encoding.UTF8);
        if (reader.ReadUInt32() != Mark || reader.ReadInt32() != Format)
            throw new InvalidDataException("It is no index file of this format.");
        return new(
            new TenantAddress(reader.ReadInt64(), reader.ReadString()),
            reader.ReadInt32(),
            (VectorMetric)reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt32(),
            reader.ReadInt64(),
            new WidthMeasured(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32()),
            [.. Enumerable.Range(0, SectionPlace.Count).Select(_ => new SectionPlace(reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt32()))]);
    }
}
