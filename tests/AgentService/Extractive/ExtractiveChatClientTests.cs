using System.Text;
using GroupChat.Agents.Extractive;
using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Extractive;

public sealed class ExtractiveChatClientTests
{
    private const string Limits = "# Limits\n\nA message holds up to 32 KiB – no more. Files may have 10 MiB.";

    [Fact]
    public async Task Answer_WithQuotes_CitesExactSlicesOfThePassages()
    {
        foreach (var question in new[] { "How do I start the server?", "Which errors are common?", "How long can a message be?" })
        {
            var (text, citations) = await Asking.AskAsync(question, Corpus.Search(question));
            Assert.NotEmpty(citations);
            foreach (var (citation, number) in citations.Select(static (citation, index) => (citation, index + 1)))
            {
                var region = Assert.IsType<TextSpanAnnotatedRegion>(Assert.Single(citation.AnnotatedRegions!));
                Assert.Equal(citation.Snippet, text[region.StartIndex!.Value..region.EndIndex!.Value]);
                Assert.Contains($"[{number}]", text[region.EndIndex.Value..], StringComparison.Ordinal);
                Assert.Contains(citation.Snippet!, Corpus.Read(citation.FileId!), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Citation_AfterWideCharacters_CarriesTheByteRangeInTheDocument()
    {
        var (_, citations) = await Asking.AskAsync("How big may files be?", Asking.Passage(Limits));

        var citation = Assert.Single(citations);
        Assert.Equal("Files may have 10 MiB.", citation.Snippet);
        Assert.Equal("d", citation.FileId);
        Assert.Equal("p", citation.AdditionalProperties![AnswerProperties.PassageId]);
        var start = 100L + Encoding.UTF8.GetByteCount(Limits[..Limits.IndexOf("Files", StringComparison.Ordinal)]);
        Assert.Equal(start, citation.AdditionalProperties[AnswerProperties.StartByte]);
        Assert.Equal(start + 22, citation.AdditionalProperties[AnswerProperties.EndByte]);
    }

    [Fact]
    public async Task Answer_WithOrWithoutQuotes_SaysOnceThatNoModelIsConfigured()
    {
        foreach (var question in new[] { "How big may files be?", "What is the capital of France?" })
        {
            var (text, _) = await Asking.AskAsync(question, Asking.Passage(Limits));
            Assert.Equal(2, text.Split("No language model is configured").Length);
            Assert.Contains("`Models`", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("Hello!")]
    [InlineData("@assistant")]
    [InlineData("?")]
    public async Task Answer_WhenNothingFits_SaysSoWithoutCitation(string question)
    {
        var (text, citations) = await Asking.AskAsync(question, Asking.Passage(Limits));
        Assert.Empty(citations);
        Assert.StartsWith("I do not know.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithoutPassages_SaysThatItDoesNotKnow()
    {
        var (text, citations) = await Asking.AskAsync("How big may files be?");
        Assert.Empty(citations);
        Assert.StartsWith("I do not know.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_Always_ComesInWordsAndEndsWithUsage()
    {
        var updates = await Asking.Client.GetStreamingResponseAsync(Asking.Prompt("How big may files be?", [Asking.Passage(Limits)])).ToListAsync();

        Assert.All(updates, static update => Assert.True(update.Text.Length <= 26, update.Text));
        Assert.True(updates.Count > 20);
        var usage = Assert.IsType<UsageContent>(Assert.Single(updates[^1].Contents));
        Assert.True(usage.Details.InputTokenCount >= 20 && usage.Details.OutputTokenCount >= 20);
        Assert.Equal(true, usage.AdditionalProperties![AnswerProperties.Estimated]);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.All(updates, static update => Assert.Equal(ExtractiveChatClient.Name, update.ModelId));
    }

    [Fact]
    public async Task Stream_WhenCancelled_EndsBeforeTheNextPiece()
    {
        using var stop = new CancellationTokenSource();
        var pieces = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Asking.Client.GetStreamingResponseAsync(Asking.Prompt("files?", [Asking.Passage(Limits)]), null, stop.Token))
            {
                if (++pieces == 3)
                    await stop.CancelAsync();
            }
        });
        Assert.Equal(3, pieces);
    }

    [Fact]
    public async Task Stream_WithAPause_WaitsAfterEachPiece()
    {
        var time = new ManualTimeProvider();
        using var client = new ExtractiveChatClient(TimeSpan.FromMilliseconds(8), time);
        await using var updates = client.GetStreamingResponseAsync(Asking.Prompt("files?", [Asking.Passage(Limits)])).GetAsyncEnumerator();

        Assert.True(await updates.MoveNextAsync().Within());
        var second = updates.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromMilliseconds(7));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await second.Within());
    }

    [Fact]
    public async Task Quote_OfRepeatedSentence_StandsOnce()
    {
        var (_, citations) = await Asking.AskAsync("How big may files be?", Asking.Passage(Limits), Asking.Passage("Files may have 10 MiB."));
        Assert.Single(citations);
    }

    [Fact]
    public void GetService_ForMetadata_NamesTheProvider()
    {
        var client = Asking.Client;
        Assert.Equal("extractive", client.GetService<ChatClientMetadata>()!.ProviderName);
        Assert.Same(client, client.GetService<IChatClient>());
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
    }
}
