using System.Buffers.Binary;
using System.Text;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Files;

/// <summary>
/// Writes what is costly to make of a tenant's index, its graph and the vectors in it, to a file. Called by the thread that builds
/// the graph: nobody else changes it, and rows do not change at all, so neither searches nor writers wait.
/// </summary>
internal static class IndexFileWriter
{
    private const int Buffer = 64 * 1024;

    /// <summary>Writes a new file and has it on disk before it returns.</summary>
    /// <exception cref="IOException">It cannot be written; something may be left of it.</exception>
    public static void Write(string path, TenantAddress address, TenantSnapshot snapshot, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
        var writer = new SectionWriter(file, cancellationToken);
        var dense = snapshot.Segment.Dense;
        var (rows, links) = (dense.Rows, dense.Links);
        var count = links.Count;
        writer.Add(rows.Floats, count);
        writer.Add(rows.Codes, count);
        writer.Add(rows.Traits, count);
        writer.Add(rows.Sketches, count);
        writer.Add(links.Lowest, count);
        writer.Add(links.Upper, links.UpperCount);
        AddIds(writer, snapshot, count);
        var header = new IndexFileHeader(address, rows.Dimension, rows.Metric, count, links.UpperCount, links.Entry, dense.Width, writer.Places);
        RandomAccess.Write(file, header.Write(), 0);
        RandomAccess.FlushToDisk(file);
        GC.KeepAlive(dense);
    }

    private static void AddIds(SectionWriter writer, TenantSnapshot snapshot, int count)
    {
        var buffer = new byte[Buffer];
        var filled = 0;
        for (var slot = 0; slot < count; slot++)
        {
            var id = snapshot.Live.Contains(slot) ? snapshot.Point(slot).Id : "";
            if (filled + sizeof(ushort) + Encoding.UTF8.GetMaxByteCount(id.Length) > Buffer)
            {
                writer.Write(buffer.AsSpan(0, filled));
                filled = 0;
            }

            var length = Encoding.UTF8.GetBytes(id, buffer.AsSpan(filled + sizeof(ushort)));
            BinaryPrimitives.WriteUInt16LittleEndian(buffer.AsSpan(filled), (ushort)length);
            filled += sizeof(ushort) + length;
        }

        writer.Write(buffer.AsSpan(0, filled));
        writer.End();
    }
}
