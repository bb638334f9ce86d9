using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Turns;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Tests.ToolCalls;

/// <summary>On a stream a member needs no second call to have an answer made again, or to decide about a tool.</summary>
public sealed class ConverseAgentsTests
{
    [Fact]
    public async Task Converse_Decisions_AreAcknowledgedAndReachTheWorker()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(run.RoomId));
        await stream.CaughtUpAsync();
        var (first, second) = ((await worker.RequestAsync(run, 1))!, (await worker.RequestAsync(run, 2))!);

        await stream.SendAsync(new() { RequestId = "yes", Approve = new() { Call = ToolCallKit.Approval(run, first) } });
        var approved = await stream.NextAsync(ServerFrame.FrameOneofCase.Decided);
        Assert.Equal(("yes", run.RoomId, 1, ToolCallState.Approved), (approved.RequestId, approved.RoomId, approved.Decided.ToolCall.Number, approved.Decided.ToolCall.State));
        Assert.True(approved.HeadSequence > 0);
        await stream.SendAsync(new() { RequestId = "no", Refuse = new() { Call = new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId, Number = second.Number } } });
        var refused = await stream.NextAsync(ServerFrame.FrameOneofCase.Decided);
        Assert.Equal(("no", ToolCallState.Refused, "ann"), (refused.RequestId, refused.Decided.ToolCall.State, refused.Decided.ToolCall.DecidedBy.UserId));

        await stream.SendAsync(new() { RequestId = "late", Refuse = new() { Call = new() { RoomId = run.RoomId, MessageId = run.AnswerMessageId, Number = 1 } } });
        var error = await stream.NextAsync(ServerFrame.FrameOneofCase.Error);
        Assert.Equal("late", error.RequestId);
        Assert.Equal(
            [(1, ToolCallState.Approved), (2, ToolCallState.Refused)],
            (await worker.DrainAsync()).Select(static frame => frame.ToolCall).OfType<RunToolCall>().Select(static told => (told.Number, told.ToolCall.State)));
    }

    [Fact]
    public async Task Converse_Regenerate_BeginsTheAnswerAnewOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        Assert.True(await worker.FinishAsync(run, "yes"));
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(room));
        await stream.CaughtUpAsync();

        var request = new RegenerateAnswerRequest { RoomId = room, MessageId = run.AnswerMessageId, RequestId = "again-1" };
        foreach (var existed in new[] { false, true })
        {
            await stream.SendAsync(new() { RequestId = $"{existed}", Regenerate = new() { Answer = request } });
            var frame = await stream.NextAsync(ServerFrame.FrameOneofCase.Regenerated);
            Assert.Equal(($"{existed}", existed, 2), (frame.RequestId, frame.Regenerated.AlreadyExisted, frame.Regenerated.Message.Answer.Version));
        }

        Assert.Equal(run.AnswerMessageId, (await worker.AssignmentAsync()).AnswerMessageId);
        await stream.SendAsync(new() { RequestId = "empty", Regenerate = new() });
        Assert.Equal("empty", (await stream.NextAsync(ServerFrame.FrameOneofCase.Error)).RequestId);
    }
}
