using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>Who works on a turn, and what becomes of it when nobody does.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task Worker_Lost_TurnGoesToAnotherAsANewRun()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(room));
        var first = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        var lost = await first.AssignmentAsync();
        await first.WriteAsync(lost, 0, "first try");
        Assert.Equal("first try", (await DeltaAsync(viewer)).Text);
        await first.DisposeAsync();

        await using var second = await house.WorkAsync();
        var run = await second.AssignmentAsync();
        Assert.Equal((lost.TurnId, lost.AnswerMessageId, 2), (run.TurnId, run.AnswerMessageId, run.Attempt));
        Assert.NotEqual(lost.RunId, run.RunId);
        await second.WriteAsync(run, 0, "again");
        var delta = await DeltaAsync(viewer);
        Assert.Equal((run.RunId, 0L, "again"), (delta.RunId, delta.Offset, delta.Text));
        Assert.True(await second.FinishAsync(run, "again."));
        Assert.Single(await house.LogAsync("ann", room), e => e.AnswerFinished is not null);
    }

    [Fact]
    public async Task Worker_LostThreeTimes_AnswerIsInterruptedWithItsText()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "@assistant?");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var worker = await house.WorkAsync();
            var run = await worker.AssignmentAsync();
            Assert.Equal(attempt, run.Attempt);
            await worker.WriteAsync(run, 0, $"try {attempt}");
            await Eventually.TrueAsync(async () => await TextAsync(house, room, run) == $"try {attempt}");
            await worker.DisposeAsync();
        }

        var ended = await EndedAsync(house, room);
        Assert.Equal((AnswerState.Interrupted, "WORKER_LOST", "try 3"), (ended.Answer.State, ended.Answer.FailureReason, ended.TextOf()));
    }

    [Fact]
    public async Task Run_ReportedAsLost_IsMadeAgainAndItsTextReplaced()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(room));
        await using var worker = await house.WorkAsync(capacity: 1);
        await house.PostAsync("ann", room, "@assistant?");
        var lost = await worker.AssignmentAsync();
        await worker.WriteAsync(lost, 0, "half an ans");
        Assert.Equal("half an ans", (await DeltaAsync(viewer)).Text);
        await LoseAsync(worker, lost);

        var run = await worker.AssignmentAsync();
        Assert.Equal((lost.TurnId, 2), (run.TurnId, run.Attempt));
        await worker.WriteAsync(run, 0, "whole");
        var delta = await DeltaAsync(viewer);
        Assert.Equal((run.RunId, 0L, "whole"), (delta.RunId, delta.Offset, delta.Text));
        Assert.True(await worker.FinishAsync(run, "whole."));
        Assert.Equal("whole.", (await EndedAsync(house, room)).TextOf());
        Assert.Single(await house.LogAsync("ann", room), e => e.AnswerFinished is not null);
    }

    [Fact]
    public async Task Run_ReportedAsLostThreeTimes_IsInterruptedWithTheTextSeenLast()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync(capacity: 1);
        await house.PostAsync("ann", room, "@assistant?");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var run = await worker.AssignmentAsync();
            if (attempt < 3)
                await worker.WriteAsync(run, 0, $"try {attempt}");
            await LoseAsync(worker, run);
        }

        var ended = await EndedAsync(house, room);
        Assert.Equal((AnswerState.Interrupted, "WORKER_LOST", "try 2"), (ended.Answer.State, ended.Answer.FailureReason, ended.TextOf()));
    }

    [Fact]
    public async Task Restart_OfTheProcess_QueuesOpenTurnsAgain()
    {
        using var data = new TempFolder();
        string room;
        RunAssignment before;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            room = await house.RoomAsync("ann");
            await using var worker = await house.WorkAsync();
            await house.PostAsync("ann", room, "@assistant?");
            before = await worker.AssignmentAsync();
            await house.PostAsync("ann", room, "@assistant, and this?");
        }

        await using var again = await ChatHouse.OpenAsync(data);
        await using var next = await again.WorkAsync();
        var runs = new[] { await next.AssignmentAsync(), await next.AssignmentAsync() };
        var resumed = runs.Single(run => run.TurnId == before.TurnId);
        Assert.Equal((before.Question, before.AnswerMessageId, 2), (resumed.Question, resumed.AnswerMessageId, resumed.Attempt));
        Assert.All(runs, run => Assert.NotEqual(before.RunId, run.RunId));
        foreach (var run in runs)
            Assert.True(await next.FinishAsync(run, "after the restart"));
        Assert.Equal(2, (await again.LogAsync("ann", room)).Count(e => e.AnswerFinished is not null));
    }

    [Fact]
    public async Task Restart_AfterTheThirdRun_InterruptsTheAnswer()
    {
        using var data = new TempFolder();
        var room = "";
        for (var i = 0; i < 3; i++)
        {
            await using var house = await ChatHouse.OpenAsync(data);
            if (i == 0)
            {
                room = await house.RoomAsync("ann");
                await house.PostAsync("ann", room, "@assistant?");
            }

            await using var worker = await house.WorkAsync();
            Assert.Equal(i + 1, (await worker.AssignmentAsync()).Attempt);
        }

        await using var last = await ChatHouse.OpenAsync(data);
        Assert.Equal("WORKER_LOST", (await EndedAsync(last, room)).Answer.FailureReason);
    }

    [Fact]
    public async Task Turn_ThatNobodyTakes_FailsAfterItsTime()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time, settings: values => values["Chat:TurnQueueTimeoutSeconds"] = "60");
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "@assistant?");
        time.Advance(TimeSpan.FromSeconds(59));
        await Task.Delay(50);
        Assert.DoesNotContain(await house.LogAsync("ann", room), e => e.AnswerFinished is not null);
        time.Advance(TimeSpan.FromSeconds(2));
        var ended = await EndedAsync(house, room);
        Assert.Equal((AnswerState.Failed, "NO_WORKER"), (ended.Answer.State, ended.Answer.FailureReason));
        await using var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant, now?");
        Assert.Equal("@assistant, now?", (await worker.AssignmentAsync()).Question.TextOf());
    }

    [Fact]
    public async Task Worker_SilentForItsLease_LosesItsTurns()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann");
        await using var silent = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        var lost = await silent.AssignmentAsync();
        await using var lively = await house.WorkAsync();
        for (var i = 0; i < 4; i++)
        {
            time.Advance(TimeSpan.FromSeconds(8));
            await lively.HeartbeatAsync();
        }

        Assert.Equal("LEASE_LOST", (await ChatHouse.RefusalAsync(silent.NextAsync())).Reason);
        var run = await lively.AssignmentAsync();
        Assert.Equal((lost.TurnId, 2), (run.TurnId, run.Attempt));
    }

    [Fact]
    public async Task Worker_WithItsHandsFull_GetsTheNextWhenOneIsDone()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync(capacity: 1);
        await house.PostAsync("ann", room, "@assistant one");
        await house.PostAsync("ann", room, "@assistant two");
        var one = await worker.AssignmentAsync();
        var next = worker.NextAsync();
        await Task.Delay(100);
        Assert.False(next.IsCompleted);
        await worker.SendAsync(new()
        {
            Finish = new() { TurnId = one.TurnId, RunId = one.RunId, State = AnswerState.Complete, Text = "done" },
        });
        var frames = new[] { await next, await worker.NextAsync() };
        Assert.Equal("@assistant two", frames.Single(frame => frame.Assignment is not null).Assignment.Question.TextOf());
        Assert.True(frames.Single(frame => frame.Finished is not null).Finished.Accepted);
    }

    [Fact]
    public async Task Turns_OfTwoWorkers_AreShared()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var one = await house.WorkAsync(capacity: 2);
        await using var two = await house.WorkAsync(capacity: 2);
        for (var i = 0; i < 4; i++)
            await house.PostAsync("ann", room, $"@assistant {i}");
        var runs = new[] { await one.AssignmentAsync(), await one.AssignmentAsync(), await two.AssignmentAsync(), await two.AssignmentAsync() };
        Assert.Equal(4, runs.Select(run => run.TurnId).Distinct().Count());
    }

    [Fact]
    public async Task RunTurns_UsedWrongly_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        using var byUser = house.Node.Client<TurnService.TurnServiceClient>("ann").RunTurns();
        Assert.Equal("SERVICE_IDENTITY_REQUIRED", (await ChatHouse.RefusalAsync(byUser.ResponseStream.MoveNext(CancellationToken.None))).Reason);

        var service = house.Node.ServiceClient<TurnService.TurnServiceClient>();
        var starts = new (RunTurnsRequest First, string Reason)[]
        {
            (new() { Heartbeat = new() }, "FIRST_FRAME_NOT_OPEN"),
            (new() { Open = new() { AgentIds = { "agent:a" } } }, "INVALID_REQUEST"),
            (new() { Open = new() { MaxConcurrentTurns = 1 } }, "INVALID_REQUEST"),
            (new() { Open = new() { AgentIds = { "agent:a" }, MaxConcurrentTurns = 1025 } }, "INVALID_REQUEST"),
        };
        foreach (var (first, reason) in starts)
        {
            using var call = service.RunTurns();
            await call.RequestStream.WriteAsync(first).Within();
            Assert.Equal(reason, (await ChatHouse.RefusalAsync(call.ResponseStream.MoveNext(CancellationToken.None))).Reason);
        }

        await using var twice = await house.WorkAsync();
        await twice.SendAsync(new() { Open = new() { AgentIds = { "agent:a" }, MaxConcurrentTurns = 1 } });
        Assert.Equal("ALREADY_OPEN", (await ChatHouse.RefusalAsync(twice.NextAsync())).Reason);
        await using var empty = await house.WorkAsync();
        await empty.SendAsync(new());
        Assert.Equal("FRAME_EMPTY", (await ChatHouse.RefusalAsync(empty.NextAsync())).Reason);
    }

    private static async Task<TokenDelta> DeltaAsync(ChatStream viewer) =>
        (await viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;

    private static async Task LoseAsync(WorkerStream worker, RunAssignment run)
    {
        await worker.SendAsync(new()
        {
            Finish = new() { TurnId = run.TurnId, RunId = run.RunId, State = AnswerState.Interrupted, FailureReason = "WORKER_LOST" },
        });
        await worker.FinishedAsync(run);
    }

    private static async Task<string> TextAsync(ChatHouse house, string room, RunAssignment run) =>
        (await house.Client("ann").GetMessageAsync(new() { RoomId = room, MessageId = run.AnswerMessageId }).ResponseAsync.Within())
        .Message.TextOf();

    private static async Task<Message> EndedAsync(ChatHouse house, string room)
    {
        await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));
        return (await stream.NextAsync(frame => frame.Event?.AnswerFinished is not null)).Event.AnswerFinished.Message;
    }
}
