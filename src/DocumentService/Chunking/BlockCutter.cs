using GroupChat.Documents.Text;

namespace GroupChat.Documents.Chunking;

/// <summary>
/// Cuts a block that is too long for one chunk. Each piece takes as much as the target allows and ends at the best
/// boundary in its second half: a line end for code, tables, lists and quotes, a sentence end for prose, then a line end,
/// a space, and only for text without any of these a bare code point.
/// </summary>
internal static class BlockCutter
{
    public static IEnumerable<ByteRange> Cut(CanonicalText text, Block block)
    {
        var rest = Blanks.Trim(text.Bytes, block.Range);
        while (!rest.IsEmpty)
        {
            var piece = Blanks.Trim(text.Bytes, new(rest.Start, Next(text.Bytes, rest, block.Kind)));
            yield return piece;
            rest = Blanks.Trim(text.Bytes, new(piece.End, block.Range.End));
        }
    }

    private static int Next(ReadOnlySpan<byte> text, ByteRange rest, BlockKind kind)
    {
        var remaining = text[rest.Start..rest.End];
        if (CodePoints.Skip(remaining, ChunkLimits.Whole) == remaining.Length)
            return rest.End;
        var limit = CodePoints.Skip(remaining, ChunkLimits.Target);
        var earliest = CodePoints.Skip(remaining, ChunkLimits.Target / 2);
        var prose = kind is BlockKind.Paragraph or BlockKind.Heading;
        var cut = prose
            ? Last(remaining, earliest, limit, SentenceEnds) ?? Last(remaining, earliest, limit, LineEnds)
            : Last(remaining, earliest, limit, LineEnds) ?? Last(remaining, earliest, limit, SentenceEnds);
        return rest.Start + (cut ?? Last(remaining, earliest, limit, WordEnds) ?? limit);
    }

    private static int? Last(ReadOnlySpan<byte> text, int earliest, int limit, Func<ReadOnlySpan<byte>, int, bool> endsAt)
    {
        for (var at = limit; at > earliest; at--)
        {
            if (endsAt(text, at))
                return at;
        }
        return null;
    }

    private static bool LineEnds(ReadOnlySpan<byte> text, int at) => text[at] == '\n';

    private static bool WordEnds(ReadOnlySpan<byte> text, int at) => Blanks.IsBlank(text[at]);

    /// <summary>A full stop and its like before a blank, or a CJK one before anything.</summary>
    private static bool SentenceEnds(ReadOnlySpan<byte> text, int at)
    {
        if (!CodePoints.IsStart(text[at]))
            return false;
        var before = text[..at];
        if (before.EndsWith("。"u8) || before.EndsWith("！"u8) || before.EndsWith("？"u8))
            return true;
        if (!Blanks.IsBlank(text[at]))
            return false;
        before = before.TrimEnd("\"')]*_"u8);
        return !before.IsEmpty && before[^1] is (byte)'.' or (byte)'!' or (byte)'?' || before.EndsWith("…"u8);
    }
}
