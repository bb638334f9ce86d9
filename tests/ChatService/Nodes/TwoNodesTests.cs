using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Nodes;

/// <summary>Rooms on two nodes: it does not matter which one somebody is connected to, or works for.</summary>
public sealed class TwoNodesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Posts_OnBothNodes_AreSeenOnBothInOneOrder(bool withRedis)
    {
        await using var nodes = await TwoNodes.OpenAsync(withRedis);
        var room = await nodes.First.RoomAsync("ann", "ben");
        await using var ann = await nodes.First.ConverseAsync("ann", Requests.Earliest(room));
        await using var ben = await nodes.Second.ConverseAsync("ben", Requests.Earliest(room));
        await ben.CaughtUpAsync();
        var before = (await nodes.First.LogAsync("ann", room)).Count;
        await Task.WhenAll(PostAsync(nodes.First, "ann", room), PostAsync(nodes.Second, "ben", room));
        var log = await nodes.First.LogAsync("ann", room);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(change => change.Sequence));
        Assert.Equal(log, await ann.EventsAsync(log.Count));
        Assert.Equal(log[before..], await ben.EventsAsync(log.Count - before));
    }

    [Fact]
    public async Task Stream_OfANodeThatIsDrained_GoesOnOnTheOtherWithoutAHole()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var room = await nodes.First.RoomAsync("ann");
        await using var stream = await nodes.First.ConverseAsync("ann", Requests.Earliest(room));
        await stream.CaughtUpAsync();
        var before = (await nodes.First.LogAsync("ann", room)).Count;
        var posting = PostAsync(nodes.Second, "ann", room);
        var stopping = nodes.StopFirstAsync();
        var seen = new List<RoomEvent>();
        GoAwayFrame? goAway = null;
        while (goAway is null)
        {
            var frame = await stream.NextAsync(frame => frame.FrameCase is Kind.Event or Kind.GoAway);
            goAway = frame.GoAway;
            if (frame.Event is { } change)
                seen.Add(change);
        }

        await posting;
        await stopping.Within();
        Assert.InRange(goAway.RetryDelay.ToTimeSpan(), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
        await using var resumed = await nodes.Second.ConverseAsync("ann", Requests.From(room, Assert.Single(goAway.ResumePoints).Cursor));
        var log = await nodes.Second.LogAsync("ann", room);
        seen.AddRange(await resumed.EventsAsync(log.Count - before - seen.Count));
        Assert.Equal(log[before..], seen);
    }

    [Fact]
    public async Task Turn_AskedWhereNobodyWorks_IsAnsweredOnTheOtherNodeAndSeenToGrow()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var room = await nodes.First.RoomAsync("ann");
        await using var worker = await nodes.Second.WorkAsync();
        await using var viewer = await nodes.First.ConverseAsync("ann", Requests.Latest(room));
        await nodes.First.PostAsync("ann", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        Assert.Equal(("@assistant?", 1), (run.Question.TextOf(), run.Attempt));
        await worker.WriteAsync(run, 0, "in the making");
        var delta = (await viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((run.RunId, 0L, "in the making"), (delta.RunId, delta.Offset, delta.Text));
        Assert.True(await worker.FinishAsync(run, "in the making."));
        var ended = (await viewer.NextAsync(frame => frame.Event?.AnswerFinished is not null)).Event.AnswerFinished.Message;
        Assert.Equal("in the making.", ended.TextOf());
    }

    [Fact]
    public async Task Turns_WithWorkersOnBothNodes_AreEachAnsweredOnce()
    {
        const int Count = 12;
        await using var nodes = await TwoNodes.OpenAsync();
        var room = await nodes.First.RoomAsync("ann", "ben");
        await using var first = await nodes.First.WorkAsync(capacity: 2);
        await using var second = await nodes.Second.WorkAsync(capacity: 2);
        using var done = new CancellationTokenSource();
        var working = Task.WhenAll(AnswerAsync(first, done.Token), AnswerAsync(second, done.Token));
        for (var i = 0; i < Count; i++)
            await (i % 2 == 0 ? nodes.First.PostAsync("ann", room, "@assistant?") : nodes.Second.PostAsync("ben", room, "@assistant?"));
        await Eventually.TrueAsync(async () => (await nodes.First.LogAsync("ann", room)).Count(IsAnswered) == Count);
        var answered = (await nodes.First.LogAsync("ann", room)).Where(IsAnswered).Select(change => change.AnswerFinished.Message).ToList();
        Assert.All(answered, answer => Assert.Equal((AnswerState.Complete, "done"), (answer.Answer.State, answer.TextOf())));
        Assert.Equal(Count, answered.Select(answer => answer.MessageId).Distinct().Count());
        await done.CancelAsync();
        await first.DisposeAsync();
        await second.DisposeAsync();
        await working.ContinueWith(_ => { }, TaskScheduler.Default).Within();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_OnAnotherNode_KeepsAllTheTextAndStopsTheWorker(bool isWatched)
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var room = await nodes.First.RoomAsync("ann");
        await using var worker = await nodes.First.WorkAsync();
        await nodes.First.PostAsync("ann", room, "@assistant?");
        var run = await worker.AssignmentAsync();
        await worker.WriteAsync(run, 0, "half of it");
        await using var viewer = isWatched ? await nodes.Second.ConverseAsync("ann", Requests.Earliest(room)) : null;
        await worker.HeartbeatAsync();
        var ended = (await nodes.Second.Client("ann").CancelAnswerAsync(
            new() { RoomId = room, MessageId = run.AnswerMessageId }).ResponseAsync.Within()).Message;
        Assert.Equal((AnswerState.Cancelled, "half of it", "ann"), (ended.Answer.State, ended.TextOf(), ended.Answer.CancelledBy.UserId));
        Assert.Equal(run.RunId, (await worker.NextAsync()).Stop.RunId);
    }

    [Fact]
    public async Task Turn_OfANodeThatIsDrained_GoesToTheOther()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var room = await nodes.First.RoomAsync("ann");
        await using var worker = await nodes.First.WorkAsync();
        await nodes.First.PostAsync("ann", room, "@assistant?");
        var before = await worker.AssignmentAsync();
        await worker.WriteAsync(before, 0, "never finished");
        await using var other = await nodes.Second.WorkAsync();
        await nodes.StopFirstAsync();
        var run = await other.AssignmentAsync();
        Assert.Equal((before.TurnId, before.AnswerMessageId, 2), (run.TurnId, run.AnswerMessageId, run.Attempt));
        Assert.True(await other.FinishAsync(run, "after all"));
        Assert.Single(await nodes.Second.LogAsync("ann", room), IsAnswered);
    }

    private static bool IsAnswered(RoomEvent change) => change.AnswerFinished is not null;

    private static async Task AnswerAsync(WorkerStream worker, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if ((await worker.NextAsync()).Assignment is { } run)
                await worker.SendAsync(new() { Finish = new() { TurnId = run.TurnId, RunId = run.RunId, State = AnswerState.Complete, Text = "done" } });
        }
    }

    private static async Task PostAsync(ChatHouse house, string user, string room)
    {
        for (var i = 0; i < 20; i++)
            await house.PostAsync(user, room, $"{user} {i}");
    }
}
