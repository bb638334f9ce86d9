using GroupChat.Agents.Tests.Tools;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Identity;
using Microsoft.Extensions.AI;
using static GroupChat.Agents.Tests.Tools.ToolModel;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>Tools as the service has them, in turns as they come and go on the wire.</summary>
public sealed class ToolTurnTests
{
    [Fact]
    public async Task Turn_WithTools_TellsItsPhasesAndAsksNeighboursInTheRightName()
    {
        await using var agents = await AgentNode.StartAsync(
            Once(Call("search_messages", ("query", "key")), Call("fetch_page", ("url", "https://example.org/")), Call("search_documents", ("query", "tea"))),
            ("Tools:FetchPages", "true"));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "where? see https://example.org/");
        var frames = await stream.UntilFinishedAsync();

        Assert.Equal(
            [AnswerPhase.Retrieving, AnswerPhase.Generating, AnswerPhase.UsingTools, AnswerPhase.Generating],
            frames.Select(static frame => frame.Progress).OfType<RunProgress>().Select(static progress => progress.Phase));
        Assert.Contains("2026-07-01 12:00 Bob: The key is under the mat.", frames[^1].Finish.Text, StringComparison.Ordinal);
        Assert.Contains("A page", frames[^1].Finish.Text, StringComparison.Ordinal);
        Assert.Contains("Tea is served at four.", frames[^1].Finish.Text, StringComparison.Ordinal);
        var (asker, search) = Assert.Single(agents.Messages.Searches);
        Assert.Equal((CallerKind.User, "u1", true, "kitchen"), (asker.Kind, asker.UserId, asker.ByService, Assert.Single(search.RoomIds)));
        var (reader, read) = Assert.Single(agents.Pages.Reads);
        Assert.Equal(("agent:assistant", "kitchen"), (reader.UserId, read.RoomId));
    }

    [Fact]
    public async Task Turn_APageThatMayNotBeRead_SaysTheReason()
    {
        await using var agents = await AgentNode.StartAsync(Once(Call("fetch_page", ("url", "http://inside/"))), ("Tools:FetchPages", "true"));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "read http://inside/");
        Assert.Contains("The tool failed: URL_NOT_ALLOWED.", (await stream.UntilFinishedAsync())[^1].Finish.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turn_WithACallThatChangesSomething_WaitsForItsApprovalOnTheWire()
    {
        await using var agents = await AgentNode.StartAsync(
            Once(Call("pin_message", ("message", "question"))), ("Tools:PinMessages", "true"), ("Tools:Approval", "Always"));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "pin this");
        RunToolRequest? asked = null;
        while (asked is null)
            asked = (await stream.NextAsync()).ToolRequest;
        Assert.Equal(("pin_message", 1, true, "{\"message\":\"question\"}"), (asked.Tool, asked.Number, asked.NeedsApproval, asked.Arguments));
        Assert.Empty(agents.Messages.Pins);

        stream.Send(FakeToolCalls.Tell("turn-r1", "r1", FakeToolCalls.Decided(asked, ToolCallState.Approved)));
        var frames = await stream.UntilFinishedAsync();

        Assert.Contains("It is pinned.", frames[^1].Finish.Text, StringComparison.Ordinal);
        Assert.Equal(1, frames.Single(static frame => frame.ToolStart is not null).ToolStart.Number);
        Assert.Equal(ToolCallState.Done, frames.Single(static frame => frame.ToolResult is not null).ToolResult.State);
        var (pinner, pin) = Assert.Single(agents.Messages.Pins);
        Assert.Equal(("agent:assistant", "kitchen", "m1"), (pinner.UserId, pin.RoomId, pin.MessageId));
    }

    [Fact]
    public async Task Turn_AfterALostRun_DoesNotRepeatWhatWasDone()
    {
        await using var agents = await AgentNode.StartAsync(Once(), ("Tools:PinMessages", "true"));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r2", "pin this", calls: new ToolCall
        {
            Number = 1,
            Tool = "pin_message",
            Effect = ToolEffect.Acts,
            State = ToolCallState.Done,
            Arguments = "{\"message\":\"question\"}",
            Result = "It is pinned.",
        });
        Assert.Contains("It is pinned.", (await stream.UntilFinishedAsync())[^1].Finish.Text, StringComparison.Ordinal);
        Assert.Empty(agents.Messages.Pins);
    }

    [Fact]
    public async Task Turn_AToolThatIsNotAllowed_IsNotThere()
    {
        await using var agents = await AgentNode.StartAsync(Once(Call("fetch_page", ("url", "https://example.org/"))));
        var stream = await agents.Turns.NextAsync();
        stream.Assign("r1", "read https://example.org/");
        Assert.Contains("there is no tool of this name", (await stream.UntilFinishedAsync())[^1].Finish.Text, StringComparison.Ordinal);
        Assert.Empty(agents.Pages.Reads);
    }

    /// <summary>Asks once, and then says what came of it.</summary>
    private static ToolModel Once(params FunctionCallContent[] calls) => new((prompt, _) => prompt[^1].Role == ChatRole.Tool
        ? [.. prompt[^1].Contents.OfType<FunctionResultContent>().Select(static result => new Microsoft.Extensions.AI.TextContent($"{result.Result}\n"))]
        : calls);
}
