using System.Diagnostics;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Models;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using RunProgress = GroupChat.Contracts.Chat.V1.RunProgress;
using RunTurnsRequest = GroupChat.Contracts.Chat.V1.RunTurnsRequest;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

public sealed class LlamaWorkerTests
{
    private static readonly ChatOptions Short = new() { MaxOutputTokens = 12, Temperature = 0, Seed = 1 };

    [Fact]
    public async Task Answer_OfALocalModel_ComesFromAnotherProcess()
    {
        await using var node = await LlamaNode.StartAsync();
        Assert.Equal(ModelState.Unloaded, node.Model.Health.State);

        var first = await node.Model.Client.AskAsync(Short);
        var again = await node.Model.Client.AskAsync(Short);

        Assert.Equal(ModelState.Ready, node.Model.Health.State);
        Assert.Equal((12, first.Text()), (first.Usage().OutputTokenCount, again.Text()));
        Assert.Equal(ChatFinishReason.Length, first[^1].FinishReason);
        var engine = node.Model.Client.GetService<ILlamaEngine>()!;
        Assert.Equal(24, engine.Counters.Generated);
        Assert.Equal((512, 1024), (engine.Model.VocabularySize, engine.Model.ContextTokens));
        Assert.InRange(await engine.CountTokensAsync([new("user", "Why?")], CancellationToken.None), 3, 100);
        var vector = Assert.Single(await engine.EmbedAsync(["one text"], CancellationToken.None).Within());
        Assert.Equal(1, vector.Sum(static number => number * number), 3);
    }

    [Fact]
    public async Task Request_TheEngineRefuses_KeepsItsReason()
    {
        await using var node = await LlamaNode.StartAsync();
        var tooLong = new ChatMessage(ChatRole.User, string.Concat(Enumerable.Repeat("word ", 2000)));

        var refused = await Assert.ThrowsAsync<DomainError>(() => node.Model.Client.AskAsync(Short, prompt: [tooLong]));

        Assert.Equal((ErrorCode.OutOfRange, LlamaErrors.Overflow), (refused.Code, refused.Reason));
    }

    [Fact]
    public async Task Answer_OfAModelThatMayOnlyQuote_IsASentenceWithItsPlaceOrTheRefusal()
    {
        string[] sentences = ["The door is “red” \\ since 1999.", "A door costs 40 €."];
        var passage = new PassageContent { PassageId = "p", DocumentId = "d", Title = "Doors", Text = string.Join(' ', sentences) };
        await using var node = await LlamaNode.StartAsync(mode: "Quote");

        var answer = await node.Model.Client.AskAsync(prompt: [new(ChatRole.User, [passage]), new(ChatRole.User, "What colour is the door?")]);

        var said = answer.SelectMany(static update => update.Contents).OfType<TextContent>().Single();
        if (said.Text.StartsWith("I do not know.", StringComparison.Ordinal))
            return;
        var citation = Assert.IsType<CitationAnnotation>(Assert.Single(said.Annotations!));
        Assert.Contains(citation.Snippet, sentences);
        Assert.Contains(citation.Snippet!, said.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turns_OnAModelThatServesOneAtATime_TellTheirPlaceAndHowMuchIsRead()
    {
        await using var node = await LlamaNode.StartAsync(
            contextTokens: 65_536, settings: [("Agents:Model", LlamaNode.Id), ($"Models:{LlamaNode.Id}:Parallel", "1")]);
        var stream = await node.Agents.Turns.NextAsync();
        stream.Assign("r1", "tea?");
        var read = await UntilAsync(static frame => frame.Delta is not null);
        stream.Assign("r2", "coffee?");
        await UntilAsync(static frame => frame.Progress is { RunId: "r2", HasQueuePosition: true, QueuePosition: 0 });
        stream.Stop("r1");
        await UntilAsync(static frame => frame.Delta is { RunId: "r2" });

        Assert.All(read.Select(static frame => frame.Progress).OfType<RunProgress>(), static progress => Assert.InRange(progress.PromptTokensRead, 0, progress.PromptTokens));
        Assert.Contains(read, static frame => frame.Progress is { RunId: "r1", PromptTokensRead: > 0 });

        async Task<List<RunTurnsRequest>> UntilAsync(Func<RunTurnsRequest, bool> wanted)
        {
            List<RunTurnsRequest> frames = [];
            while (frames.Count == 0 || !wanted(frames[^1]))
                frames.Add(await stream.NextAsync());
            return frames;
        }
    }

    [Fact]
    public async Task File_ThatIsNoModel_IsRefusedWithTheReason()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("bad.gguf"), "GGUF and nothing");
        await using var node = await LlamaNode.StartAsync(folder.File("bad.gguf"));

        var refused = await Assert.ThrowsAsync<DomainError>(() => node.Model.Client.AskAsync(Short));

        Assert.Equal(LlamaErrors.BadFile, refused.Reason);
        Assert.Equal(ModelState.Unavailable, node.Model.Health.State);
        Assert.NotEqual("", node.Model.Health.Reason);
    }

    [Fact]
    public async Task Process_KilledInMidAnswer_EndsThatAnswerAndTheNextIsComplete()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 65_536);
        var updates = node.Model.Client.GetStreamingResponseAsync(Reading.Question, new ChatOptions { MaxOutputTokens = 30_000 }).GetAsyncEnumerator();
        while (await updates.MoveNextAsync().Within() && updates.Current.Text.Length == 0)
        {
            // Up to the first word.
        }

        using (var child = Process.GetProcessById(ProcessId(node.Logs)))
            child.Kill();

        var lost = await Assert.ThrowsAsync<DomainError>(async () =>
        {
            while (await updates.MoveNextAsync().Within())
            {
                // What was on its way.
            }
        });
        await updates.DisposeAsync();
        Assert.Equal((ErrorCode.Unavailable, "WORKER_LOST"), (lost.Code, lost.Reason));
        Assert.Equal(12, (await AgainAsync(node)).Usage().OutputTokenCount);
    }

    /// <summary>As a caller would: the end of the process may not have been noticed yet.</summary>
    private static async Task<List<ChatResponseUpdate>> AgainAsync(LlamaNode node)
    {
        while (true)
        {
            try
            {
                return await node.Model.Client.AskAsync(Short);
            }
            catch (DomainError error) when (error.Reason == "WORKER_LOST")
            {
                await Task.Delay(10);
            }
        }
    }

    private static int ProcessId(LogCollector logs)
    {
        var started = logs.Entries.Last(static entry => entry.Event.Name == "WorkerStarted").Message;
        return int.Parse(started.Split(' ')[^1].TrimEnd('.'));
    }
}
