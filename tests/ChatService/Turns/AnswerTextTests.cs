using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>The text of an answer on its way from the worker to whoever looks on.</summary>
public sealed class AnswerTextTests
{
    [Fact]
    public async Task Viewer_WhoComesInTheMiddle_GetsTheTextSoFarAtZeroAndGoesOn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await worker.EnterAsync(run, AnswerPhase.Generating);
        await worker.WriteAsync(run, 0, "one ");
        await worker.WriteAsync(run, 4, "two ");
        await Eventually.TrueAsync(async () => (await house.AnswerAsync(run)).TextOf() == "one two ");
        var listed = (await house.Client("ann").ListMessagesAsync(new() { RoomId = run.RoomId }).ResponseAsync.Within()).Messages[0];
        Assert.Equal(("one two ", AnswerState.Generating, run.RunId), (listed.TextOf(), listed.Answer.State, listed.Answer.RunId));

        await using var late = await house.ConverseAsync("ben", Requests.Latest(run.RoomId));
        var progress = (await late.NextAsync(frame => frame.Signal?.AnswerProgress is not null)).Signal.AnswerProgress;
        Assert.Equal((run.AnswerMessageId, AnswerPhase.Generating), (progress.MessageId, progress.Phase));
        var sofar = (await late.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((0L, "one two ", 8L), (sofar.Offset, sofar.Text, sofar.EndOffset));
        await worker.WriteAsync(run, 8, "three");
        var next = (await late.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((8L, "three", 13L), (next.Offset, next.Text, next.EndOffset));
    }

    [Fact]
    public async Task Viewer_OfAnAnswerWhoseModelIsBusy_HearsItsPlaceAndHowMuchOfThePromptIsRead()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(run.RoomId));
        await worker.WaitForModelAsync(run, queuePosition: 3);
        await viewer.NextAsync(frame => frame.Signal?.AnswerProgress is { Phase: AnswerPhase.Generating, HasQueuePosition: true, QueuePosition: 3 });
        await worker.WaitForModelAsync(run, read: 900, total: 600);
        await viewer.NextAsync(frame => frame.Signal?.AnswerProgress is { HasQueuePosition: false, PromptTokensRead: 600, PromptTokens: 600 });
        await worker.EnterAsync(run, AnswerPhase.UsingTools);
        await viewer.NextAsync(frame => frame.Signal?.AnswerProgress is { Phase: AnswerPhase.UsingTools, PromptTokens: 0 });
    }

    [Fact]
    public async Task Text_FasterThanTwentyFiveFramesASecond_IsMerged()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(run.RoomId));
        await worker.WriteAsync(run, 0, "a");
        Assert.Equal("a", (await viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta.Text);
        for (var i = 1; i <= 50; i++)
            await worker.WriteAsync(run, i, "b");
        await Eventually.TrueAsync(async () => (await house.AnswerAsync(run)).TextOf().Length == 51);
        // Nothing may come before the clock has moved, so the next delta is all of it.
        var merged = await Eventually.AsLongAsAsync(
            () => time.Advance(TimeSpan.FromMilliseconds(20)), viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null));
        Assert.Equal((1L, 51L), (merged.Signal.TokenDelta.Offset, merged.Signal.TokenDelta.EndOffset));
    }

    [Fact]
    public async Task Text_ForAnotherPlaceOrRun_IsDropped()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await worker.WriteAsync(run, 0, "good");
        await worker.WriteAsync(run, 2, "overlap");
        await worker.WriteAsync(run, 9, "gap");
        var foreign = run.Clone();
        foreign.RunId = Guid.Empty.ToString();
        await worker.WriteAsync(foreign, 4, "foreign");
        foreign.RunId = "odd";
        await worker.WriteAsync(foreign, 4, "odd");
        await worker.WriteAsync(run, 4, " end");
        await Eventually.TrueAsync(async () => (await house.AnswerAsync(run)).TextOf() == "good end");
        Assert.False(await worker.FinishAsync(new RunAssignment { TurnId = run.TurnId, RunId = Guid.Empty.ToString() }, "x"));
        Assert.True(await worker.FinishAsync(run, "good end"));
        Assert.False(await worker.FinishAsync(run, "twice"));
        Assert.Equal("good end", (await house.AnswerAsync(run)).TextOf());
    }

    [Fact]
    public async Task Text_AfterTheEnd_IsNeverShown()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(room));
        for (var i = 0; i < 40; i++)
        {
            await house.PostAsync("ann", room, "@assistant?");
            var run = await worker.AssignmentAsync();
            for (var offset = 0; offset < 20; offset++)
                await worker.WriteAsync(run, offset, "x");
            Assert.True(await worker.FinishAsync(run, "done"));
        }

        var ended = new HashSet<string>();
        while (ended.Count < 40)
        {
            var frame = await viewer.NextAsync();
            if (frame.Event?.AnswerFinished is { } finished)
                ended.Add(finished.Message.MessageId);
            if (frame.Signal?.TokenDelta is { } delta)
                Assert.DoesNotContain(delta.MessageId, ended);
        }
    }

    [Fact]
    public async Task Text_BeyondTheLimit_FailsTheAnswer()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        await worker.WriteAsync(run, 0, new string('x', 65_536));
        await worker.WriteAsync(run, 65_536, "y");
        Assert.Equal(run.RunId, (await worker.NextAsync()).Stop.RunId);
        await Eventually.TrueAsync(async () => (await house.AnswerAsync(run)).Answer.State == AnswerState.Failed);
        var streamed = await house.AnswerAsync(run);
        Assert.Equal(("ANSWER_TOO_LONG", 65_536), (streamed.Answer.FailureReason, streamed.TextOf().Length));

        await house.PostAsync("ann", run.RoomId, "@assistant again");
        var second = await worker.AssignmentAsync();
        Assert.True(await worker.FinishAsync(second, string.Concat(Enumerable.Repeat("\u20ac", 30_000))));
        var finished = await house.AnswerAsync(second);
        Assert.Equal((AnswerState.Failed, "ANSWER_TOO_LONG"), (finished.Answer.State, finished.Answer.FailureReason));
        Assert.Equal(65_536 / 3, finished.TextOf().Length);
    }
}
