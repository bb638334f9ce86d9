using GroupChat.Documents.Chunking;
using GroupChat.Documents.Detection;
using GroupChat.Documents.Text;

namespace GroupChat.Documents.Tests.Chunking;

public sealed class ChunkerTests
{
    [Fact]
    public void Cut_Sections_MakeAChunkEach()
    {
        var body = Words(60);
        var chunks = Cut($"# A\n\n{body}\n\n## B\n\n{body}\n\n## C\n\n{body}\n");

        Assert.Equal([$"A|# A\n\n{body}", $"A/B|## B\n\n{body}", $"A/C|## C\n\n{body}"], chunks);
    }

    [Fact]
    public void Cut_HeadingAlone_GoesWithTheNextSectionAndTakesItsPlace()
    {
        var body = Words(60);

        Assert.Equal([$"A/B|# A\n## B\n{body}"], Cut($"# A\n## B\n{body}"));
    }

    [Fact]
    public void Cut_TinySections_AreMergedUnderTheirCommonHeading() =>
        Assert.Equal(["A|# A\nintro.\n## B\none.\n## C\ntwo."], Cut("# A\nintro.\n## B\none.\n## C\ntwo.\n"));

    [Fact]
    public void Cut_LongProse_EndsChunksAtSentences()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"This is sentence number {i} of a long paragraph."));

        var chunks = Cut(text);

        Assert.True(chunks.Length > 5);
        Assert.All(chunks, chunk => Assert.EndsWith(".", chunk, StringComparison.Ordinal));
        Assert.All(chunks, chunk => Assert.StartsWith("|This", chunk, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_CjkProse_EndsChunksAtFullStops()
    {
        var chunks = Cut(string.Concat(Enumerable.Repeat("これは文です。", 600)));

        Assert.All(chunks, chunk => Assert.EndsWith("。", chunk, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_CodeThatFits_IsNeverCut()
    {
        var code = "```\n" + string.Join('\n', Enumerable.Range(0, 60).Select(i => $"line {i};\n")) + "```";
        var text = $"# A\n\n{Words(150)}\n\n{code}\n\n{Words(150)}";

        Assert.Single(Cut(text), chunk => chunk.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_LongTable_IsCutBetweenRows()
    {
        var rows = Enumerable.Range(0, 300).Select(i => $"| {i} | some words in the cell of row {i} |");

        var chunks = Cut("| a | b |\n|---|---|\n" + string.Join('\n', rows));

        Assert.True(chunks.Length > 5);
        Assert.All(chunks.Skip(1), chunk => Assert.StartsWith("|| ", chunk, StringComparison.Ordinal));
        Assert.All(chunks, chunk => Assert.EndsWith(" |", chunk, StringComparison.Ordinal));
    }

    [Fact]
    public void Cut_OneEndlessWord_IsCutWithinTheLimit()
    {
        var chunks = Cut(new string('x', 50_000));

        Assert.All(chunks, chunk => Assert.InRange(chunk.Length - 1, 1, ChunkLimits.Max));
        Assert.Equal(50_000, chunks.Sum(chunk => chunk.Length - 1));
    }

    [Fact]
    public void Cut_IndentedCode_KeepsItsIndentation() => Assert.Equal(["|    a\n      b"], Cut("    a\n      b\n"));

    [Fact]
    public void Cut_SeaOfBlanksInsideABlock_LosesNothingBehindIt()
    {
        var chunks = Cut("```\nfirst\n" + new string(' ', 5_000) + "second\n" + new string('\n', 5_000) + "third\n```");

        Assert.Equal(["|```\nfirst", "|second", "|third\n```"], chunks);
    }

    [Fact]
    public void Cut_LastCrumb_JoinsItsSectionRatherThanStandAlone()
    {
        var chunks = Cut($"{Words(190)}\n\n{Words(10)}");

        Assert.Single(chunks);
    }

    private static string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"word{i % 10}"));

    private static string[] Cut(string markdown)
    {
        var document = StructuredText.Read(CanonicalText.From(markdown), DocumentFormat.Markdown);
        return [.. Chunker.Cut(document).Select(chunk => $"{string.Join('/', chunk.Headings)}|{document.Text.Slice(chunk.Range)}")];
    }
}
