using System.Text;
using GroupChat.Agents.Grounding.Citing;
using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Grounding.Citing;

public sealed class CitedAnswerTests
{
    private static readonly PassageContent Menu = Room.Passage.Numbered(1);

    private static readonly PassageContent Rules = new()
    {
        Number = 2,
        PassageId = "p2",
        DocumentId = "d2",
        Title = "Rules",
        Text = "Shoes stay at the door. Nobody \"borrows\" a cup, says Ann.\nThe kitchen closes at midnight\nevery day.",
        ByteOffset = 100,
    };

    [Theory]
    [InlineData("It is “Tea is served at four.” [1] Good.", "It is “Tea is served at four.” [1] Good.", "Tea is served at four.")]
    [InlineData("\"Cake comes on Sundays\" [1].", "\"Cake comes on Sundays\" [1].", "Cake comes on Sundays")]
    [InlineData("„Tea is served at four,“ [1] so.", "„Tea is served at four,“ [1] so.", "Tea is served at four")]
    [InlineData("« Tea is served at four. »[1]", "« Tea is served at four. »[1]", "Tea is served at four.")]
    [InlineData("“Shoes stay at the door.” [1]", "“Shoes stay at the door.” [1]", "Shoes stay at the door.")]
    [InlineData("“Tea is served at four.”", "“Tea is served at four.” [1]", "Tea is served at four.")]
    [InlineData("\"Tea is served at four [1].\"", "\"Tea is served at four\" [1]", "Tea is served at four")]
    [InlineData("\"Nobody \"borrows\" a cup\" [2]", "\"Nobody \"borrows\" a cup\" [1]", "Nobody \"borrows\" a cup")]
    [InlineData("“The kitchen closes at midnight every day.” [2]", "“The kitchen closes at midnight every day.” [1]", "The kitchen closes at midnight every day.")]
    [InlineData("> Tea is served at four. [1]\n\nSo.", "> Tea is served at four. [1]\n\nSo.", "Tea is served at four.")]
    [InlineData("> The kitchen closes at midnight\n> every day.\n> [2]\nSo.", "> The kitchen closes at midnight\n> every day.\n> [1]\nSo.", "The kitchen closes at midnight\nevery day.")]
    [InlineData("In our kitchen tea is served at four [1].", "In our kitchen tea is served at four [1].", "Tea is served at four.")]
    public async Task Read_TrueQuotes_LeaveWithTheirCitation(string written, string shown, string quote)
    {
        var (text, citations) = await ReadAsync(written);
        Assert.Equal((shown, quote), (text, Assert.Single(citations).Snippet));
    }

    [Theory]
    [InlineData("It is “Tea is free for all.” [1] Good.", "It is (quote removed) Good.")]
    [InlineData("It is \"tea is served at four\" [1][2].", "It is (quote removed).")]
    [InlineData("“Tea is free”, [7] they say.", "(quote removed), they say.")]
    [InlineData("“Tea is free [1]”", "(quote removed)")]
    [InlineData("> Tea is free.\n> For all. [1]\n\nSo.", "(quote removed)\n\nSo.")]
    [InlineData("Coffee is poured into the harbour [1].", "Coffee is poured into the harbour.")]
    [InlineData("Tea, perhaps [9].", "Tea, perhaps.")]
    [InlineData("“Tea is free” he said.", "“Tea is free” he said.")]
    [InlineData("Call `a[1]` or \"x\", see [1](https://example.org).", "Call `a[1]` or \"x\", see [1](https://example.org).")]
    [InlineData("```\nprint(\"Tea is free\")[1]\n```\nDone [1]", "```\nprint(\"Tea is free\")[1]\n```\nDone")]
    [InlineData("A 5\" disk, it's \"open", "A 5\" disk, it's \"open")]
    [InlineData("So `much “Tea is free.” [1]", "So `much (quote removed)")]
    public async Task Read_WhatStandsNowhere_LeavesWithoutACitation(string written, string shown)
    {
        var (text, citations) = await ReadAsync(written);
        Assert.Equal(shown, text);
        Assert.Empty(citations);
    }

    [Fact]
    public async Task Read_SeveralQuotes_AreNumberedInTheirOrder()
    {
        var (text, citations) = await ReadAsync(
            "“Shoes stay at the door.” [2] “Free.” [1] “Tea is served at four.” [1] and again “Shoes stay at the door.” [2]");
        Assert.Equal("“Shoes stay at the door.” [1] (quote removed) “Tea is served at four.” [2] and again “Shoes stay at the door.” [1]", text);
        Assert.Equal(["d2", "d1"], citations.Select(static citation => citation.FileId));
        Assert.Equal(100L, citations[0].AdditionalProperties![AnswerProperties.StartByte]);
    }

    [Fact]
    public async Task Read_CitationsOfTheModelsOwn_AreDropped()
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("Tea.") { Annotations = [Room.Cite("Tea is free.")] }]);
        var read = await Answer().ReadAsync(new[] { update }.ToAsyncEnumerable()).ToListAsync().AsTask().Within();
        Assert.Empty(read.SelectMany(static one => one.Contents).SelectMany(static content => content.Annotations ?? []));
    }

    /// <summary>Text goes on at once; only what may be a quote waits.</summary>
    [Fact]
    public void Read_PlainText_DoesNotWait()
    {
        var scanner = new AnswerScanner();
        Assert.Equal("Hello", string.Concat(scanner.Add("Hello ").Select(static part => part.Text)));
        Assert.Equal(" wor", string.Concat(scanner.Add("wor").Select(static part => part.Text)));
        Assert.Equal("ld ", string.Concat(scanner.Add("ld “wide").Select(static part => part.Text)));
        Assert.Empty(scanner.Add("”"));
        Assert.Equal("“wide”, too", string.Concat(scanner.Add(", too").Select(static part => part.Text)));
    }

    /// <summary>A model that makes up three of ten of its quotes: none of them leaves, all others do, wherever the stream is cut.</summary>
    [Fact]
    public async Task Read_AModelThatFabricates_OnlyTrueQuotesLeave()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var facts = Enumerable.Range(0, 1000).Select(number => $"Fact {number} is that room {random.Next(100)} holds {random.Next(1000)} chairs.").ToList();
        var passages = facts.Chunk(50).Select(static (some, index) => new PassageContent
        {
            Number = index + 1,
            PassageId = $"p{index}",
            DocumentId = $"d{index % 3}",
            Title = "Facts",
            Text = string.Join(' ', some),
        }).ToList();
        var written = new StringBuilder();
        var expected = new List<string>();
        var made = new List<string>();
        foreach (var (index, fact) in facts.Index())
        {
            var isTrue = random.Next(10) >= 3;
            var quote = isTrue ? fact : fact.Replace("holds", random.Next(2) == 0 ? "never holds" : "hoIds", StringComparison.Ordinal);
            (isTrue ? expected : made).Add(quote);
            var marker = random.Next(5) == 0 ? random.Next(1, 30) : (index / 50) + 1;
            written.Append(Style(random.Next(5), quote, marker)).Append(random.Next(4) == 0 ? "\n\n" : " It is so. ");
        }

        var (text, citations) = await ReadAsync(written.ToString(), passages, random);

        Assert.True(made.Count > 200, $"seed {seed}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), citations.Select(static citation => citation.Snippet!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(made, quote => text.Contains(quote, StringComparison.Ordinal));
        Assert.All(Enumerable.Range(1, expected.Count), number => Assert.Contains($"[{number}]", text, StringComparison.Ordinal));
        Assert.DoesNotContain($"[{expected.Count + 1}]", text, StringComparison.Ordinal);
    }

    private static string Style(int style, string quote, int marker) => style switch
    {
        0 => $"“{quote}” [{marker}]",
        1 => $"\"{quote}\"[{marker}].",
        2 => $"„{quote}“, [{marker}]",
        3 => $"\"{quote}\" [{marker}, 3]",
        _ => $"\n\n> {quote} [{marker}]\n\n",
    };

    private static CitedAnswer Answer(IReadOnlyList<PassageContent>? passages = null)
    {
        var given = passages ?? [Menu, Rules];
        return new CitedAnswer(new Claims(given), claim => Task.FromResult(given.Any(passage =>
            passage.DocumentId == claim.FileId && OneSpaced(passage.Text).Contains(OneSpaced(claim.Snippet!), StringComparison.Ordinal))), static () => { });
    }

    private static string OneSpaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text, however it is cut, is the same.</summary>
    private static async Task<(string Text, List<CitationAnnotation> Citations)> ReadAsync(string written)
    {
        var random = new Random(7);
        var whole = await ReadAsync(written, [Menu, Rules], null);
        for (var round = 0; round < 20; round++)
            Assert.Equal(whole.Text, (await ReadAsync(written, [Menu, Rules], random)).Text);
        return whole;
    }

    private static async Task<(string Text, List<CitationAnnotation> Citations)> ReadAsync(
        string written, IReadOnlyList<PassageContent> passages, Random? cuts)
    {
        var pieces = new List<string>();
        for (var at = 0; at < written.Length;)
        {
            var next = cuts is null ? written.Length : Math.Min(written.Length, at + cuts.Next(1, 12));
            pieces.Add(written[at..next]);
            at = next;
        }
        var updates = pieces.Select(static piece => new ChatResponseUpdate(ChatRole.Assistant, piece)).ToAsyncEnumerable();
        var read = await Answer(passages).ReadAsync(updates).ToListAsync().AsTask().Within();
        var contents = read.SelectMany(static update => update.Contents).ToList();
        return (
            string.Concat(contents.OfType<TextContent>().Select(static content => content.Text)),
            [.. contents.SelectMany(static content => content.Annotations ?? []).OfType<CitationAnnotation>()]);
    }
}
