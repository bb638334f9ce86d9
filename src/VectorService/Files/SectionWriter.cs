using GroupChat.Vectors.Dense.Memory;
using Microsoft.Win32.SafeHandles;

namespace GroupChat.Vectors.Files;

/// <summary>Writes sections one after the other, each from the beginning of a page.</summary>
internal sealed class SectionWriter(SafeFileHandle file, CancellationToken cancellationToken)
{
    private readonly List<SectionPlace> _places = [];
    private Checksum _checksum = new();
    private long _start = IndexFileHeader.Bytes;
    private long _end = IndexFileHeader.Bytes;

    /// <summary>The sections written so far.</summary>
    public SectionPlace[] Places => [.. _places];

    /// <summary>Writes rows as a section.</summary>
    public void Add(NativeRows rows, int count)
    {
        for (var row = 0; row < count && rows.Stride > 0; row += NativeRows.Together)
            Write(rows.Piece(row, count));
        End();
    }

    /// <summary>Writes on in the section.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RandomAccess.Write(file, bytes, _end);
        _checksum.Add(bytes);
        _end += bytes.Length;
    }

    /// <summary>Ends the section.</summary>
    public void End()
    {
        _places.Add(new SectionPlace(_start, _end - _start, _checksum.Value));
        _checksum = new Checksum();
        _start = _end = (_end + IndexFileHeader.Bytes - 1) / IndexFileHeader.Bytes * IndexFileHeader.Bytes;
    }
}
