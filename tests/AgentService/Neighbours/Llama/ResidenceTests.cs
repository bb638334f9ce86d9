using GroupChat.Agents.Tests.Models;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using ModelState = GroupChat.Agents.Models.ModelState;
using Shown = GroupChat.Contracts.Agent.V1.ModelState;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>Models that come into memory and leave it at an admin's word.</summary>
public sealed class ResidenceTests
{
    private static readonly ChatOptions Short = new() { MaxOutputTokens = 12, Temperature = 0, Seed = 1 };

    [Fact]
    public async Task Model_LoadedAndUnloaded_IsInMemoryBetween()
    {
        await using var node = await LlamaNode.StartAsync();

        var unloaded = await node.Models.UnloadModelAsync(new() { ModelId = LlamaNode.Id }).ResponseAsync.Within();
        Assert.DoesNotContain(node.Logs.Entries, static entry => entry.Event.Name == "WorkerStarted");
        var loaded = await node.Models.LoadModelAsync(new() { ModelId = LlamaNode.Id }).ResponseAsync.Within();
        await node.Models.LoadModelAsync(new() { ModelId = LlamaNode.Id }).ResponseAsync.Within();
        var again = await node.Models.UnloadModelAsync(new() { ModelId = LlamaNode.Id }).ResponseAsync.Within();

        Assert.Equal([Shown.Unloaded, Shown.Ready, Shown.Unloaded], [unloaded.Model.State, loaded.Model.State, again.Model.State]);
        await node.Models.UnloadModelAsync(new() { ModelId = LlamaNode.Id }).ResponseAsync.Within();
        Assert.Equal(12, (await node.Model.Client.AskAsync(Short)).Usage().OutputTokenCount);
        Assert.Equal(ModelState.Ready, node.Model.Health.State);
        Assert.Single(node.Logs.Entries, static entry => entry.Event.Name == "WorkerStarted");
    }

    [Fact]
    public async Task Unloading_AtOnce_EndsAnswersWithTheReason()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 65_536);
        await using var updates = node.Model.Client.GetStreamingResponseAsync(Reading.Question, new ChatOptions { MaxOutputTokens = 30_000 }).GetAsyncEnumerator();
        await FirstWordAsync(updates);
        var rest = Assert.ThrowsAsync<DomainError>(() => RestAsync(updates));

        await node.Models.UnloadModelAsync(new() { ModelId = LlamaNode.Id, DrainSeconds = 0 }).ResponseAsync.Within();

        var ended = await rest.Within();
        Assert.Equal((ErrorCode.Aborted, "MODEL_UNLOADED"), (ended.Code, ended.Reason));
        Assert.Equal(ModelState.Unloaded, node.Model.Health.State);
        Assert.Equal(12, (await node.Model.Client.AskAsync(Short)).Usage().OutputTokenCount);
    }

    [Fact]
    public async Task Unloading_WithPatience_WaitsForAnswersAndLetsTheNextLoadItAgain()
    {
        await using var node = await LlamaNode.StartAsync(contextTokens: 4096);
        await using var updates = node.Model.Client.GetStreamingResponseAsync(Reading.Question, new ChatOptions { MaxOutputTokens = 500, Temperature = 0 }).GetAsyncEnumerator();
        await FirstWordAsync(updates);

        var unloading = node.Models.UnloadModelAsync(new() { ModelId = LlamaNode.Id, DrainSeconds = 600 }).ResponseAsync;
        var whole = await RestAsync(updates).Within();
        await unloading.Within();

        Assert.Equal(500, whole);
        Assert.Equal(12, (await node.Model.Client.AskAsync(Short)).Usage().OutputTokenCount);
    }

    private static async Task FirstWordAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        while (await updates.MoveNextAsync().Within() && updates.Current.Text.Length == 0)
        {
            // The queue, and the reading of the prompt.
        }
    }

    /// <summary>Returns the tokens of the answer.</summary>
    private static async Task<long?> RestAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        long? tokens = null;
        while (await updates.MoveNextAsync().Within())
            tokens = updates.Current.Contents.OfType<UsageContent>().FirstOrDefault()?.Details.OutputTokenCount ?? tokens;
        return tokens;
    }
}
