using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Tests.Extractive;

public sealed partial class SentenceReaderTests
{
    private const string Mixed =
        "# Setup\n\nDo this first:\n\n```sh\nmake all. Then wait.\n\nmake test\n```\n\nThen read on. It is short.\n\n"
        + "- one item. With two sentences.\n- [x] done item\n  going on\n\n~~~json\n{ \"a\": \"b. c\" }\n~~~\n\n| A | B |\n|---|---|\n| x | y. z |\n";

    [Fact]
    public void Read_Markdown_GivesSentencesItemsRowsAndWholeCode()
    {
        var quotes = Quotes(Mixed);

        Assert.Contains("Then read on.", quotes);
        Assert.Contains("It is short.", quotes);
        Assert.Contains("Then read on. It is short.", quotes);
        Assert.Contains("one item.", quotes);
        Assert.Contains("done item\n  going on", quotes);
        Assert.Contains("| x | y. z |", quotes);
        Assert.Contains("```sh\nmake all. Then wait.\n\nmake test\n```", quotes);
        Assert.Contains("Do this first:\n\n```sh\nmake all. Then wait.\n\nmake test\n```", quotes);
        Assert.DoesNotContain(quotes, static quote => quote.Contains("Setup", StringComparison.Ordinal));
        Assert.DoesNotContain(quotes, static quote => quote.Contains("| A |", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("See e.g. the manual. Then stop.", "See e.g. the manual.", "Then stop.")]
    [InlineData("It costs 3.50 a day. No more.", "It costs 3.50 a day.", "No more.")]
    [InlineData("Call `a. B()` now. Good.", "Call `a. B()` now.", "Good.")]
    [InlineData("Dr. Smith and J. Doe agree (see ch. 4. Really.) on it. Yes.", "Dr. Smith and J. Doe agree (see ch. 4. Really.) on it.", "Yes.")]
    [InlineData("Open https://example.org/a.b?c. Then log in.", "Open https://example.org/a.b?c.", "Then log in.")]
    [InlineData("He said “Stop.” Then he left.", "He said “Stop.”", "Then he left.")]
    [InlineData("第一句。第二句！", "第一句。", "第二句！")]
    [InlineData("Version 2 is out! Try it.", "Version 2 is out!", "Try it.")]
    public void Read_Prose_SplitsAtRealEnds(string text, string first, string second)
    {
        var alone = SentenceReader.Read(text).Where(static sentence => !sentence.IsComposed);
        Assert.Equal([first, second], alone.Select(sentence => text.Substring(sentence.Start, sentence.Length)));
    }

    [Theory]
    [InlineData("![logo](a.png)")]
    [InlineData("[![build](a.svg)](b)")]
    [InlineData("<!-- note to self. -->")]
    [InlineData("[1]: https://example.org/")]
    [InlineData("* * *")]
    [InlineData("|---|:--:|")]
    [InlineData("# Only a heading")]
    [InlineData("Only a heading\n===")]
    [InlineData("```\nhalf a fence")]
    public void Read_WhatIsNoText_GivesNothing(string text) => Assert.Empty(SentenceReader.Read(text));

    [Fact]
    public void Read_RunInHeading_IsAHeadingAndNotQuoted()
    {
        var sentence = SentenceReader.Read("# Pool\n\n**Why.** It lent one handle to two.")[0];
        Assert.Equal("Pool\n**Why.**", sentence.Section);
        Assert.Equal(17, sentence.Start);
    }

    [Fact]
    public void Read_QuestionAndAnswer_LabelsTheAnswer()
    {
        const string Text = "**How big?**\nVery big. Really.\n\nElse.";
        var sentences = SentenceReader.Read(Text);
        Assert.Equal(SentenceKind.Question, sentences[0].Kind);
        Assert.Equal("**How big?**", sentences.First(static sentence => sentence.Kind == SentenceKind.Prose).Asked);
    }

    /// <summary>Whatever a cutter of passages leaves, half a fence is not quoted, and a quote is a slice.</summary>
    [Fact]
    public void Read_PassageCutAnywhere_NeverQuotesHalfAFence()
    {
        var cuts = from start in Gen.Choose(0, Mixed.Length - 1)
                   from length in Gen.Choose(1, Mixed.Length)
                   select Mixed.Substring(start, Math.Min(length, Mixed.Length - start));
        Prop.ForAll(cuts.ToArbitrary(), static text => SentenceReader.Read(text).All(sentence => IsWhole(text, sentence)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static bool IsWhole(string text, Sentence sentence)
    {
        var quote = text.Substring(sentence.Start, sentence.Length);
        return quote.Length > 0 && Fence().Count(quote) % 2 == 0 && !char.IsWhiteSpace(quote[0]) && !char.IsWhiteSpace(quote[^1]);
    }

    private static List<string> Quotes(string text) =>
        [.. SentenceReader.Read(text).Select(sentence => text.Substring(sentence.Start, sentence.Length))];

    [GeneratedRegex("^\\s*(```|~~~)", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
