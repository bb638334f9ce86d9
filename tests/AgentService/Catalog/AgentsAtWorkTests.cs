using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Chat.V1;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Catalog;

/// <summary>What was changed about agents counts for the next turn, and rooms hear of it.</summary>
public sealed class AgentsAtWorkTests
{
    [Fact]
    public async Task Agent_MadeWhileTheStreamIsOpen_IsOfferedAndAnswersAsItIsTold()
    {
        ChatOptions? asked = null;
        var model = new ScriptedChatClient(ScriptedChatClient.Says("Very well."));
        await using var node = await AgentNode.StartAsync(new OptionsSpy(model, options => asked = options));
        var stream = await node.Turns.NextAsync();
        Assert.Equal(["agent:assistant"], stream.Open.AgentIds);
        await new AgentsOf(node, AgentsOf.Admin).CreateAsync(AgentsOf.New("ada"));
        var offered = await NextAsync(stream, frame => frame.Agents is not null);
        Assert.Equal(["agent:ada", "agent:assistant"], offered.Agents.AgentIds);

        stream.Assign("r1", "@ada, hello", "agent:ada");
        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        Assert.Equal((AnswerState.Complete, "Very well.", "extractive"), (finish.State, finish.Text, finish.ModelId));
        Assert.Equal((0.5f, 200, 7L), (asked!.Temperature, asked.MaxOutputTokens, asked.Seed));
        Assert.StartsWith("You are kind.\n\nBe brief.\n\n", model.Prompt[0].Text, StringComparison.Ordinal);
        Assert.Equal(["calculate"], (asked.Tools ?? []).Select(tool => tool.Name));
        Assert.Null(node.Documents.Caller);
    }

    [Fact]
    public async Task Agent_Deleted_FailsWhatItIsAskedAtOnce()
    {
        await using var node = await AgentNode.StartAsync();
        var stream = await node.Turns.NextAsync();
        await new AgentsOf(node, AgentsOf.Admin).DeleteAsync("agent:assistant");
        stream.Assign("r1", "@assistant, hello");
        var finish = (await stream.UntilFinishedAsync())[^1].Finish;
        Assert.Equal((AnswerState.Failed, "AGENT_NOT_FOUND"), (finish.State, finish.FailureReason));
    }

    [Fact]
    public async Task Rooms_AreToldOfAllAgentsAndOfEveryChange()
    {
        await using var node = await AgentNode.StartAsync();
        await node.Turns.NextAsync();
        var admin = new AgentsOf(node, AgentsOf.Admin);
        await admin.CreateAsync(AgentsOf.New("ada"));
        await admin.UpdateAsync(new() { AgentId = "agent:ada", DisplayName = "Ada L." }, "display_name");
        await admin.DeleteAsync("agent:ada");
        var told = node.Turns.Told.Select(agent => (agent.AgentId, agent.DisplayName, agent.Deleted)).ToList();
        Assert.Contains(("agent:assistant", "Assistant", false), told);
        Assert.Equal([("agent:ada", "The ada", false), ("agent:ada", "Ada L.", false), ("agent:ada", "Ada L.", true)], told.Where(one => one.AgentId == "agent:ada"));
    }

    private static async Task<RunTurnsRequest> NextAsync(WorkerStream stream, Func<RunTurnsRequest, bool> wanted)
    {
        while (true)
        {
            if (await stream.NextAsync() is var frame && wanted(frame))
                return frame;
        }
    }

    private sealed class OptionsSpy(IChatClient model, Action<ChatOptions?> seen) : DelegatingChatClient(model)
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            seen(options);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
