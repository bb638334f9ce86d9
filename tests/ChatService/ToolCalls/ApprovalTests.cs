using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Turns;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.ToolCalls;

/// <summary>Who decides about a call, and that one decision holds whatever happens meanwhile.</summary>
public sealed class ApprovalTests
{
    [Fact]
    public async Task Decision_ByWhoMayNot_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        foreach (var user in new[] { "mia", "gus" })
            await house.Client(user).JoinRoomAsync(new() { RoomId = run.RoomId }).ResponseAsync.Within();
        await house.Client("ann").SetMemberRoleAsync(new() { RoomId = run.RoomId, UserId = "mia", Role = MemberRole.Moderator }).ResponseAsync.Within();
        await house.Client("ann").SetMemberRoleAsync(new() { RoomId = run.RoomId, UserId = "gus", Role = MemberRole.Guest }).ResponseAsync.Within();
        var asked = (await worker.RequestAsync(run, 1))!;
        var approval = ToolCallKit.Approval(run, asked);
        async Task<string> Refusal(string user, Action<ApproveToolCallRequest>? change = null)
        {
            var request = approval.Clone();
            change?.Invoke(request);
            return (await ChatHouse.RefusalAsync(house.Client(user).ApproveToolCallAsync(request))).Reason;
        }

        Assert.Equal("APPROVER_REQUIRED", await Refusal("ben"));
        Assert.Equal("ROLE_REQUIRED", await Refusal("gus"));
        Assert.Equal("NOT_A_MEMBER", await Refusal("zoe"));
        Assert.Equal("TOOL_CALL_CHANGED", await Refusal("ann", to => to.ArgumentsSha256 = new string('0', 64)));
        Assert.Equal("TOOL_CALL_NOT_FOUND", await Refusal("ann", to => to.Number = 2));
        Assert.Equal("NOT_AN_ANSWER", await Refusal("ann", to => to.MessageId = run.Question.MessageId));
        Assert.Equal("MESSAGE_NOT_FOUND", await Refusal("ann", to => to.MessageId = "x"));
        Assert.Equal("INVALID_REQUEST", await Refusal("ann", to => (to.Number, to.ArgumentsSha256) = (0, "")));
        Assert.Equal("APPROVER_REQUIRED", (await ChatHouse.RefusalAsync(house.RefuseAsync("ben", run, 1))).Reason);
        Assert.Equal(ToolCallState.Approved, (await house.ApproveAsync("mia", run, asked)).State);
        Assert.Equal("TOOL_CALL_DECIDED", (await ChatHouse.RefusalAsync(house.RefuseAsync("ann", run, 1))).Reason);
    }

    [Fact]
    public async Task Decision_ByTwoAtOnce_IsOne()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await house.Client("ann").SetMemberRoleAsync(new() { RoomId = run.RoomId, UserId = "ben", Role = MemberRole.Moderator }).ResponseAsync.Within();
        for (var number = 1; number <= 30; number++)
        {
            var asked = await worker.RequestAsync(run, number);
            var at = number;
            Task<ToolCall>[] both = number % 2 == 0
                ? [Task.Run(() => house.ApproveAsync("ann", run, asked)), Task.Run(() => house.RefuseAsync("ben", run, at))]
                : [Task.Run(() => house.RefuseAsync("ben", run, at)), Task.Run(() => house.ApproveAsync("ann", run, asked))];
            await Task.WhenAll(both.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default))).Within();
            var won = Assert.Single(both, call => call.IsCompletedSuccessfully);
            Assert.Equal("TOOL_CALL_DECIDED", (await ChatHouse.RefusalAsync(both.Single(call => call != won))).Reason);
            Assert.Equal(await won, (await house.AnswerAsync(run)).Answer.ToolCalls[number - 1]);
        }
        Assert.Equal(30, (await house.LogAsync("ann", run.RoomId)).Count(e => e.ToolCallDecided is not null));
    }

    [Fact]
    public async Task Approval_GivenTwice_StartsTheCallOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        var asked = await worker.RequestAsync(run, 1);
        var approved = await house.ApproveAsync("ann", run, asked);
        Assert.Equal(approved, await house.ApproveAsync("ann", run, asked));
        Assert.Equal("", (await worker.StartAsync(run, 1)).RejectedReason);
        Assert.Equal(ToolCallState.Running, (await house.ApproveAsync("ann", run, asked)).State);
        Assert.Equal("TOOL_CALL_NOT_APPROVED", (await worker.StartAsync(run, 1)).RejectedReason);
    }

    [Fact]
    public async Task Call_NobodyDecidesAbout_Expires()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        var asked = await worker.RequestAsync(run, 1);
        for (var passed = 0; passed < 300; passed += 20)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await worker.HeartbeatAsync();
        }

        var late = await ChatHouse.RefusalAsync(house.Client("ann").ApproveToolCallAsync(ToolCallKit.Approval(run, asked!)));
        Assert.Equal("TOOL_CALL_EXPIRED", late.Reason);
        RunToolCall? told = null;
        while (told?.ToolCall is not { State: ToolCallState.Expired })
            told = (await worker.NextAsync()).ToolCall;
        Assert.Equal(ToolCallState.Expired, Assert.Single((await house.AnswerAsync(run)).Answer.ToolCalls).State);
        Assert.True(await worker.FinishAsync(run, "without"));
    }

    [Fact]
    public async Task Worker_LostWhileACallWaits_TheNextRunIsGivenIt()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (first, lost) = await house.AskAsync();
        var asked = await first.RequestAsync(lost, 1);
        await first.DisposeAsync();
        await using var second = await house.WorkAsync();
        var run = await second.AssignmentAsync();
        Assert.Equal((lost.TurnId, asked), (run.TurnId, Assert.Single(run.ToolCalls)));

        await house.ApproveAsync("ann", run, asked);
        Assert.Equal(ToolCallState.Approved, Assert.Single(await second.DrainAsync()).ToolCall.ToolCall.State);
        Assert.Equal(run.RunId, (await second.StartAsync(run, 1)).ToolCall.RunId);
        Assert.Equal("", (await second.RequestAsync(run, 2, ToolEffect.Reads, needsApproval: false))!.Reason);
    }

    [Fact]
    public async Task Worker_LostAfterItBegan_NobodyBeginsAgain()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (first, lost) = await house.AskAsync();
        await house.ApproveAsync("ann", lost, await first.RequestAsync(lost, 1));
        await first.StartAsync(lost, 1);
        await first.DisposeAsync();
        await using var second = await house.WorkAsync();
        var run = await second.AssignmentAsync();
        Assert.Equal(ToolCallState.Running, Assert.Single(run.ToolCalls).State);
        Assert.Equal("TOOL_CALL_NOT_APPROVED", (await second.StartAsync(run, 1)).RejectedReason);
        Assert.Equal(ToolCallState.Unknown, (await second.EndAsync(run, 1, ToolCallState.Unknown, "lost")).ToolCall.State);
    }

    [Fact]
    public async Task Restart_WhileACallWaits_LosesNothing()
    {
        using var data = new TempFolder();
        var time = new ManualTimeProvider();
        RunAssignment before;
        ToolCall? first;
        ToolCall? second;
        await using (var house = await ChatHouse.OpenAsync(data, time))
        {
            (var worker, before) = await house.AskAsync();
            await using var _ = worker;
            (first, second) = (await worker.RequestAsync(before, 1), await worker.RequestAsync(before, 2));
        }

        await using var again = await ChatHouse.OpenAsync(data, time);
        await again.ApproveAsync("ann", before, first);
        await using var next = await again.WorkAsync();
        var run = await next.AssignmentAsync();
        Assert.Equal([ToolCallState.Approved, ToolCallState.WaitingForApproval], run.ToolCalls.Select(call => call.State));
        for (var passed = 0; passed < 300; passed += 20)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await next.HeartbeatAsync();
        }
        await Eventually.TrueAsync(async () => (await again.AnswerAsync(run)).Answer.ToolCalls[1].State == ToolCallState.Expired);
        Assert.Equal(second!.ArgumentsSha256, (await again.AnswerAsync(run)).Answer.ToolCalls[1].ArgumentsSha256);
    }
}
