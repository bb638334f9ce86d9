using GroupChat.Documents.Text;

namespace GroupChat.Documents.Chunking;

/// <summary>
/// Cuts a document into chunks along its own structure: sections first, then blocks, then sentences and lines. Chunks are
/// in order, do not overlap, and together hold every byte of the text that is not blank. A chunk crosses into another
/// section only when what it has is too little to stand alone.
/// </summary>
internal sealed class Chunker
{
    private readonly StructuredText _document;
    private readonly List<Chunk> _chunks = [];

    private ByteRange _range;
    private int _length;
    private IReadOnlyList<string> _headings = [];
    private bool _headingsOnly;

    private Chunker(StructuredText document) => _document = document;

    public static List<Chunk> Cut(StructuredText document)
    {
        var chunker = new Chunker(document);
        var pieces = chunker.Pieces();
        for (var i = 0; i < pieces.Count; i++)
            chunker.Take(pieces[i], endsSection: i + 1 == pieces.Count || pieces[i + 1].OpensSection);
        chunker.Finish();
        return chunker._chunks;
    }

    private List<Piece> Pieces()
    {
        var pieces = new List<Piece>();
        foreach (var block in _document.Blocks)
        {
            var opens = block.Kind == BlockKind.Heading;
            foreach (var range in BlockCutter.Cut(_document.Text, block))
            {
                pieces.Add(new(range, CodePoints.Count(_document.Text.Bytes[range.Start..range.End]), block.Headings, opens));
                opens = false;
            }
        }
        return pieces;
    }

    private void Take(in Piece piece, bool endsSection)
    {
        var whole = new ByteRange(_range.IsEmpty ? piece.Range.Start : _range.Start, piece.Range.End);
        var length = _range.IsEmpty ? piece.Length : _length + CodePoints.Count(_document.Text.Bytes[_range.End..piece.Range.End]);
        if (!_range.IsEmpty && !Joins(piece, length, endsSection))
        {
            Finish();
            (whole, length) = (piece.Range, piece.Length);
        }
        _headings = _range.IsEmpty || _headingsOnly ? piece.Headings : Common(_headings, piece.Headings);
        _headingsOnly = piece.OpensSection && (_range.IsEmpty || _headingsOnly);
        (_range, _length) = (whole, length);
    }

    private bool Joins(in Piece piece, int length, bool endsSection)
    {
        if (length > ChunkLimits.Max)
            return false;
        if (piece.OpensSection)
            return _length < ChunkLimits.Small && length <= ChunkLimits.Target;
        var leavesCrumb = endsSection && piece.Length < ChunkLimits.Small;
        return length <= ChunkLimits.Target || _length < ChunkLimits.Small || leavesCrumb;
    }

    private void Finish()
    {
        if (!_range.IsEmpty)
            _chunks.Add(new(_chunks.Count, _range, _headings));
        _range = default;
    }

    private static IReadOnlyList<string> Common(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (ReferenceEquals(left, right))
            return left;
        var same = 0;
        while (same < left.Count && same < right.Count && left[same] == right[same])
            same++;
        return [.. left.Take(same)];
    }

    /// <summary>A block, or a part of one that was too long.</summary>
    private readonly record struct Piece(ByteRange Range, int Length, IReadOnlyList<string> Headings, bool OpensSection);
}
