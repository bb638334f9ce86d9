using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Grounding.Transcripts;
using GroupChat.Agents.Tests.Models;
using GroupChat.Agents.Turns;
using Xunit.Abstractions;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>Prompts that grow, read by the real engine.</summary>
public sealed class GrowingPromptTests(ITestOutputHelper output)
{
    private const int Answer = 16;

    [Fact]
    public async Task Answer_OfTheNextTurn_FindsThePromptBeforeInTheCache()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 8192);
        using var keeping = new Keeping(node.Model);
        var passages = Enumerable.Range(0, 6).Select(number => keeping.Room.Store($"Fact {number} is that the harbour has {number} lamps.", "facts")).ToList();
        keeping.Room.Say("Good morning, how are the lamps?", "bob");

        var (first, _) = await AskAsync(keeping, "how many lamps has the harbour?", passages.Take(3));
        keeping.Room.Say("The harbour has two lamps.", "agent:assistant", agent: true);
        var (second, cached) = await AskAsync(keeping, "and the pier?", passages.Skip(2));

        output.WriteLine($"first prompt {first} tokens; second {second}, of which {cached} were in the cache");
        // The first prompt ends with the mark that opens the answer, and the last token is computed anew.
        Assert.InRange(cached, first - 16, second - 1);
    }

    private static async Task<(long Tokens, long Cached)> AskAsync(Keeping keeping, string question, IEnumerable<PassageContent> found)
    {
        var prompt = await keeping.AskAsync(question, [.. found]);
        Assert.Empty(prompt.Compactions);
        Assert.False(prompt.Size.Estimated);
        var options = prompt.Turn.OptionsFor(keeping.Model);
        options.MaxOutputTokens = Answer;
        var usage = (await keeping.Model.Client.AskAsync(options, [.. prompt.Messages])).Usage();
        Assert.Equal(prompt.Size.Tokens, usage.InputTokenCount);
        return (usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0);
    }
}
