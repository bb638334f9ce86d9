using GroupChat.Documents.Detection;
using GroupChat.Documents.Text;
using Markdig.Syntax;

namespace GroupChat.Documents.Tests.Text;

public sealed class MarkdownBlocksTests
{
    [Fact]
    public void Read_EveryKind_IsRecognisedWithItsHeadings()
    {
        var blocks = Read("""
            # Guide

            Words
            on two lines.
            ## Install ##
            - one
              more of one

              still one
            - two
            > said
            lazily

            ```sh
            # not a heading

            run
            ```
            | a | b |
            |---|---|
            | 1 | 2 |

                indented

            Last
            ====
            """);

        Assert.Equal(
            [
                "Heading:Guide:# Guide",
                "Paragraph:Guide:Words\non two lines.",
                "Heading:Guide/Install:## Install ##",
                "ListItem:Guide/Install:- one\n  more of one\n\n  still one",
                "ListItem:Guide/Install:- two",
                "Quote:Guide/Install:> said\nlazily",
                "Code:Guide/Install:```sh\n# not a heading\n\nrun\n```",
                "Table:Guide/Install:| a | b |\n|---|---|\n| 1 | 2 |",
                "Code:Guide/Install:    indented",
                "Heading:Last:Last\n====",
            ],
            blocks);
    }

    [Theory]
    [InlineData("# a\n### b\n## c\n", "Heading:a:# a", "Heading:a/b:### b", "Heading:a/c:## c")]
    [InlineData("####### seven\n", "Paragraph::####### seven")]
    [InlineData("#hash\n", "Paragraph::#hash")]
    [InlineData("   # three\n", "Heading:three:   # three")]
    [InlineData("#\ntext", "Heading::#", "Paragraph::text")]
    [InlineData("## [Link](x) and `code` **bold**", "Heading:Link and code bold:## [Link](x) and `code` **bold**")]
    [InlineData("# snake_case_name", "Heading:snake_case_name:# snake_case_name")]
    public void Read_Headings_FollowCommonMark(string text, params string[] expected) => Assert.Equal(expected, Read(text));

    [Theory]
    [InlineData("---\ntitle: x\n---\ntext", "Code::---\ntitle: x\n---", "Paragraph::text")]
    [InlineData("---\n\ntext", "Paragraph::---", "Paragraph::text")]
    [InlineData("one\ntwo\na|b\n-|-\n1|2", "Paragraph::one\ntwo", "Table::a|b\n-|-\n1|2")]
    [InlineData("one\ntitle\n---", "Paragraph::one", "Heading:title:title\n---")]
    [InlineData("~~~\n```\n~~~~\nout", "Code::~~~\n```\n~~~~", "Paragraph::out")]
    [InlineData("```\nnever closed\n# no\n", "Code::```\nnever closed\n# no")]
    [InlineData("In\n1984. a year", "Paragraph::In\n1984. a year")]
    [InlineData("- a\n\n\nb", "ListItem::- a", "Paragraph::b")]
    [InlineData("- - -", "Paragraph::- - -")]
    [InlineData("-", "ListItem::-")]
    [InlineData("- a\n  - b\n\n      code\n1. c", "ListItem::- a\n  - b\n\n      code", "ListItem::1. c")]
    public void Read_Edges_AreWholeLinesOfTheRightKind(string text, params string[] expected) => Assert.Equal(expected, Read(text));

    [Fact]
    public void Read_Guides_AgreesWithMarkdigOnHeadingsAndCode()
    {
        foreach (var path in Directory.EnumerateFiles(Samples.DocsFolder, "*.md", SearchOption.AllDirectories))
        {
            var text = CanonicalText.From(File.ReadAllText(path));
            var theirs = Markdig.Markdown.Parse(text.ToString())
                .Where(block => block is HeadingBlock or CodeBlock)
                .Select(block => text.ToString().Substring(block.Span.Start, block.Span.Length).Trim());
            var ours = MarkdownBlocks.Read(text)
                .Where(block => block.Kind is BlockKind.Heading or BlockKind.Code)
                .Select(block => text.Slice(block.Range).Trim());

            Assert.Equal(theirs, ours);
        }
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[a]: b\n")]
    [InlineData("a|b\n-|-\n")]
    [InlineData("# a\n")]
    [InlineData("```\n")]
    [InlineData("a\n")]
    [InlineData(" 1. a\n")]
    [InlineData("|-")]
    public void Read_FourMegabytesOfOnePattern_TakesLinearTime(string pattern)
    {
        var text = CanonicalText.From(string.Concat(Enumerable.Repeat(pattern, 4_000_000 / pattern.Length)));

        var cost = ThreadClock.Measure(() => StructuredText.Read(text, DocumentFormat.Markdown));

        Assert.InRange(cost, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static string[] Read(string markdown)
    {
        var text = CanonicalText.From(markdown);
        return [.. MarkdownBlocks.Read(text).Select(block => $"{block.Kind}:{string.Join('/', block.Headings)}:{text.Slice(block.Range)}")];
    }
}
