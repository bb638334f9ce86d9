using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Turns;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.ToolCalls;

/// <summary>Calls of tools as events: from the request to the end, as members see them.</summary>
public sealed class ToolCallTests
{
    [Fact]
    public async Task Call_FromRequestToResult_IsToldAndStandsWithTheAnswer()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await using var viewer = await house.ConverseAsync("ben", Requests.Latest(run.RoomId));
        await viewer.CaughtUpAsync();

        var asked = await worker.RequestAsync(run, 1);
        Assert.Equal(
            (ToolCallState.WaitingForApproval, ToolCallKit.Arguments, 64), (asked!.State, asked.Arguments, asked.ArgumentsSha256.Length));
        var approved = await house.ApproveAsync("ann", run, asked);
        Assert.Equal((ToolCallState.Approved, "ann"), (approved.State, approved.DecidedBy.UserId));
        Assert.Equal(approved, (await worker.DrainAsync()).Single(told => told.ToolCall is not null).ToolCall.ToolCall);
        Assert.Equal(ToolCallState.Running, (await worker.StartAsync(run, 1)).ToolCall.State);
        var done = (await worker.EndAsync(run, 1, ToolCallState.Done, "It is pinned.")).ToolCall;
        Assert.Equal((ToolCallKit.Definition, ToolCallKit.Definition), (asked.DefinitionSha256, done.DefinitionSha256));
        Assert.Equal(done, Assert.Single((await house.AnswerAsync(run)).Answer.ToolCalls));
        Assert.True(await worker.FinishAsync(run, "done"));

        var (requested, decided, started, finished) = (
            (await viewer.NextAsync(Kind.Event)).Event.ToolCallRequested, (await viewer.NextAsync(Kind.Event)).Event.ToolCallDecided,
            (await viewer.NextAsync(Kind.Event)).Event.ToolCallStarted, (await viewer.NextAsync(Kind.Event)).Event.ToolCallFinished);
        Assert.Equal((asked, approved, ToolCallState.Running, done), (requested.ToolCall, decided.ToolCall, started.ToolCall.State, finished.ToolCall));
        Assert.Empty((await viewer.NextAsync(Kind.Event)).Event.AnswerFinished.Message.Answer.ToolCalls);
        Assert.Equal(done, Assert.Single((await house.AnswerAsync(run)).Answer.ToolCalls));
    }

    [Fact]
    public async Task Call_ThatNeedsNobody_ShowsTheBeginningsOfItsTexts()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        var asked = await worker.RequestAsync(run, 1, ToolEffect.Reads, needsApproval: false, arguments: new string('ß', 5_000));
        Assert.Equal((ToolCallState.Running, 512, true, ""), (asked!.State, asked.Arguments.Length, asked.Shortened, asked.ArgumentsSha256));
        var done = (await worker.EndAsync(run, 1, ToolCallState.Done, new string('ß', 5_000))).ToolCall;
        Assert.Equal((ToolCallState.Done, 1024), (done.State, done.Result.Length));
        Assert.Equal(ToolCallState.Refused, (await worker.RequestAsync(run, 2, needsApproval: false, refused: true))!.State);
    }

    [Fact]
    public async Task Word_OutOfPlace_ChangesNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await using var other = await house.WorkAsync(agents: "agent:nobody");
        async Task<string> Rejected(WorkerStream by, int number, string arguments = "{}", ToolEffect effect = ToolEffect.Acts)
        {
            var request = new RunToolRequest
            {
                TurnId = run.TurnId,
                RunId = run.RunId,
                Number = number,
                Tool = "t",
                Effect = effect,
                Arguments = arguments,
                NeedsApproval = true,
            };
            return (await by.ToldAsync(number, new() { ToolRequest = request })).RejectedReason;
        }

        Assert.Equal("RUN_NOT_HELD", await Rejected(other, 1));
        Assert.Equal("TOOL_CALL_NOT_NEXT", await Rejected(worker, 2));
        Assert.Equal("TOOL_CALL_TOO_LONG", await Rejected(worker, 1, new string('x', 4097)));
        Assert.Equal("", await Rejected(worker, 1));
        Assert.Equal("TOOL_CALL_NOT_NEXT", await Rejected(worker, 1));
        Assert.Equal("TOOL_CALL_NOT_APPROVED", (await worker.StartAsync(run, 1)).RejectedReason);
        Assert.Equal("TOOL_CALL_NOT_RUNNING", (await worker.EndAsync(run, 1, ToolCallState.Done, "")).RejectedReason);
        Assert.Equal("TOOL_CALL_NOT_APPROVED", (await worker.StartAsync(run, 7)).RejectedReason);
        for (var number = 2; number <= 16; number++)
            Assert.Equal("", await Rejected(worker, number));
        Assert.Equal("TOO_MANY_APPROVALS", await Rejected(worker, 17));
        Assert.Equal(16, (await house.LogAsync("ann", run.RoomId)).Count(e => e.ToolCallRequested is not null));
    }

    [Fact]
    public async Task End_OfTheAnswer_EndsItsCalls()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await worker.RequestAsync(run, 1, ToolEffect.Reads, needsApproval: false);
        await worker.RequestAsync(run, 2, ToolEffect.Acts, needsApproval: false);
        var asked = await worker.RequestAsync(run, 3);
        await house.Client("ben").CancelAnswerAsync(new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId }).ResponseAsync.Within();

        Assert.Equal(
            [ToolCallState.Cancelled, ToolCallState.Unknown, ToolCallState.Cancelled],
            (await house.AnswerAsync(run)).Answer.ToolCalls.Select(call => call.State));
        var late = await ChatHouse.RefusalAsync(house.Client("ann").ApproveToolCallAsync(ToolCallKit.Approval(run, asked!)));
        Assert.Equal(("TOOL_CALL_DECIDED", "Cancelled"), (late.Reason, late.Metadata["state"]));
        Assert.Equal("RUN_NOT_HELD", (await worker.StartAsync(run, 3)).RejectedReason);
    }

    [Fact]
    public async Task Deletion_OfTheAnswer_TakesTheTextsOfItsCallsFromTheLog()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await worker.RequestAsync(run, 1, ToolEffect.Reads, needsApproval: false, arguments: "{\"q\":\"canary\"}");
        await worker.EndAsync(run, 1, ToolCallState.Done, "canary");
        await worker.FinishAsync(run, "done");
        await house.Client("ann").DeleteMessageAsync(new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId }).ResponseAsync.Within();
        Assert.DoesNotContain("canary", string.Concat(await house.LogAsync("ann", run.RoomId)), StringComparison.Ordinal);
        Assert.Empty((await house.AnswerAsync(run)).Answer.ToolCalls);
    }
}
