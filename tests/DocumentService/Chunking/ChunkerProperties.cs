using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Documents.Chunking;
using GroupChat.Documents.Detection;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Tests.Chunking;

/// <summary>What must hold for the chunks of any text whatever.</summary>
public sealed class ChunkerProperties
{
    private static readonly string[] Pieces =
    [
        "# Top\n", "## Section\n", "###### deep\n", "#\n", "Title\n===\n", "a\n---\n", "\n", "\n\n", " \t\n", "\r\n", "word ", "Sentence. ",
        "これは文です。", "👨‍👩‍👧 ", "\u00A0", "- item\n", "  nested\n", "1. one\n", "* * *\n", "> quote\n", "```\n", "~~~\n", "    code\n",
        "| a | b |\n", "|---|---|\n", "x", "\u0085", "\f", "e\u0301", "<div>", "\\", "[a]: b\n",
    ];

    private static readonly Arbitrary<string> Documents = Arb.From(
        Gen.Sized(size =>
            from parts in Gen.ArrayOf(
                Gen.Frequency(
                    (20, Gen.Elements(Pieces)),
                    (3, from piece in Gen.Elements(Pieces) from times in Gen.Choose(1, 1500) select Repeat(piece, times)),
                    (2, Gen.ArrayOf(ArbMap.Default.GeneratorFor<char>().Where(c => !char.IsSurrogate(c))).Select(chars => new string(chars)))),
                size)
            select string.Concat(parts)));

    [Fact]
    public void Chunks_OfAnyText_AreInOrderAndWithinTheLimit() => Check((document, chunks) =>
    {
        var end = 0;
        foreach (var (chunk, i) in chunks.Select((chunk, i) => (chunk, i)))
        {
            if (chunk.Ordinal != i || chunk.Range.Start < end || chunk.Range.IsEmpty)
                return false;
            end = chunk.Range.End;
            if (CodePoints.Count(document.Text.Bytes[chunk.Range.Start..chunk.Range.End]) > ChunkLimits.Max)
                return false;
        }
        return true;
    });

    [Fact]
    public void Chunks_OfAnyText_HoldEveryByteThatIsNotBlank() => Check((document, chunks) =>
    {
        var covered = new bool[document.Text.Length];
        foreach (var chunk in chunks)
            covered.AsSpan(chunk.Range.Start, chunk.Range.Length).Fill(true);
        return Enumerable.Range(0, covered.Length).All(at => covered[at] || Blanks.IsBlank(document.Text.Bytes[at]));
    });

    [Fact]
    public void Chunks_OfAnyText_AreCutBetweenCharacters() => Check((document, chunks) =>
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        return chunks.TrueForAll(chunk => strict.GetString(document.Text.Bytes[chunk.Range.Start..chunk.Range.End]) == document.Text.Slice(chunk.Range));
    });

    [Fact]
    public void Blocks_OfAnyText_AreWholeLinesInOrder()
    {
        Prop.ForAll(Documents, text =>
        {
            var document = StructuredText.Read(CanonicalText.From(text), DocumentFormat.Markdown);
            var bytes = document.Text.ToArray();
            var end = -1;
            foreach (var block in document.Blocks)
            {
                var (start, stop) = (block.Range.Start, block.Range.End);
                var wholeLines = (start == 0 || bytes[start - 1] == '\n') && (stop == bytes.Length || bytes[stop] == '\n');
                if (!wholeLines || start <= end)
                    return false;
                end = stop;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static void Check(Func<StructuredText, List<Chunk>, bool> holds)
    {
        foreach (var format in new[] { DocumentFormat.Markdown, DocumentFormat.PlainText })
        {
            Prop.ForAll(Documents, text =>
            {
                var document = StructuredText.Read(CanonicalText.From(text), format);
                return holds(document, Chunker.Cut(document));
            }).QuickCheckThrowOnFailure();
        }
    }

    private static string Repeat(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));
}
