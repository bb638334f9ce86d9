using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>The life of an answer as members and a worker see it.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Mention_OfAnAgent_BringsAnAnswerFromItsFirstEventToItsLast()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();
        await house.PostAsync("ann", room, "earlier words");
        var question = await house.PostAsync("ann", room, "@assistant why?");
        Assert.Equal("agent:assistant", Assert.Single(question.Mentions).UserId);
        await using var worker = await house.WorkAsync();

        var run = await worker.AssignmentAsync();
        Assert.Equal((room, "agent:assistant", 1), (run.RoomId, run.AgentId, run.Attempt));
        Assert.Equal(question, run.Question);
        Assert.Equal("earlier words", Assert.Single(run.Recent).TextOf());
        var started = (await ben.NextAsync(frame => frame.Event?.AnswerStarted is not null)).Event;
        Assert.Equal(question.Sequence + 1, started.Sequence);
        var begun = started.AnswerStarted.Message;
        Assert.Equal(
            (run.AnswerMessageId, question.MessageId, run.TurnId, AnswerState.Generating),
            (begun.MessageId, begun.ReplyToMessageId, begun.Answer.TurnId, begun.Answer.State));

        await worker.EnterAsync(run, AnswerPhase.Generating);
        await worker.WriteAsync(run, 0, "Because ");
        await worker.WriteAsync(run, 8, "of \u00e4.");
        Assert.Equal("Because of \u00e4.", await ReadTextAsync(ben, run, bytes: 14));
        Assert.True(await worker.FinishAsync(run, "Because of \u00e4. [1]"));

        var finished = (await ben.NextAsync(frame => frame.Event?.AnswerFinished is not null)).Event.AnswerFinished.Message;
        Assert.Equal((begun.Sequence, "Because of \u00e4. [1]"), (finished.Sequence, finished.TextOf()));
        Assert.Equal((AnswerState.Complete, run.RunId, "test-model"), (finished.Answer.State, finished.Answer.RunId, finished.Answer.ModelId));
        Assert.Equal((7L, 3L), (finished.Answer.Usage.InputTokens, finished.Answer.Usage.OutputTokens));
        var citation = Assert.Single(finished.Answer.Citations);
        Assert.Equal(("doc", "a quote", true, "Top/Sub"), (citation.DocumentId, citation.Quote, citation.Verified, string.Join('/', citation.Place.Headings)));
        Assert.Equal((OriginSource.Agent, TrustLevel.Untrusted), (finished.Parts[0].Origin.Source, finished.Parts[0].Origin.Trust));
        Assert.Equal(finished, await GetAsync(house, room, run.AnswerMessageId));
        var page = await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        question.Thread = new() { ReplyCount = 1, LastReplySequence = finished.Sequence };
        Assert.Equal([finished, question], page.Messages.Take(2));
    }

    [Fact]
    public async Task Viewer_WhoComesInTheMiddle_GetsTheTextSoFarAtZeroAndGoesOn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        await worker.EnterAsync(run, AnswerPhase.Generating);
        await worker.WriteAsync(run, 0, "one ");
        await worker.WriteAsync(run, 4, "two ");
        await Eventually.TrueAsync(async () => (await GetAsync(house, room, run.AnswerMessageId)).TextOf() == "one two ");
        var listed = (await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Messages[0];
        Assert.Equal(("one two ", AnswerState.Generating, run.RunId), (listed.TextOf(), listed.Answer.State, listed.Answer.RunId));

        await using var late = await house.ConverseAsync("ben", Requests.Latest(room));
        var progress = (await late.NextAsync(frame => frame.Signal?.AnswerProgress is not null)).Signal.AnswerProgress;
        Assert.Equal((run.AnswerMessageId, AnswerPhase.Generating), (progress.MessageId, progress.Phase));
        var sofar = (await late.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((0L, "one two ", 8L), (sofar.Offset, sofar.Text, sofar.EndOffset));
        await worker.WriteAsync(run, 8, "three");
        var next = (await late.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
        Assert.Equal((8L, "three", 13L), (next.Offset, next.Text, next.EndOffset));
    }

    [Fact]
    public async Task Text_FasterThanTwentyFiveFramesASecond_IsMerged()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        await using var viewer = await house.ConverseAsync("ann", Requests.Latest(room));
        await worker.WriteAsync(run, 0, "a");
        Assert.Equal("a", (await viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta.Text);
        for (var i = 1; i <= 50; i++)
            await worker.WriteAsync(run, i, "b");
        await Eventually.TrueAsync(async () => (await GetAsync(house, room, run.AnswerMessageId)).TextOf().Length == 51);
        // Nothing may come before the clock has moved, so the next delta is all of it.
        var merged = await Eventually.AsLongAsAsync(
            () => time.Advance(TimeSpan.FromMilliseconds(20)), viewer.NextAsync(frame => frame.Signal?.TokenDelta is not null));
        Assert.Equal((1L, 51L), (merged.Signal.TokenDelta.Offset, merged.Signal.TokenDelta.EndOffset));
    }

    [Fact]
    public async Task Text_ForAnotherPlaceOrRun_IsDropped()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
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
        await Eventually.TrueAsync(async () => (await GetAsync(house, room, run.AnswerMessageId)).TextOf() == "good end");
        Assert.False(await worker.FinishAsync(new RunAssignment { TurnId = run.TurnId, RunId = Guid.Empty.ToString() }, "x"));
        Assert.True(await worker.FinishAsync(run, "good end"));
        Assert.False(await worker.FinishAsync(run, "twice"));
        Assert.Equal("good end", (await GetAsync(house, room, run.AnswerMessageId)).TextOf());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_ByAnyMember_KeepsTheTextAndStopsTheWorker(bool onStream)
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        await worker.WriteAsync(run, 0, "half of it");
        await Eventually.TrueAsync(async () => (await GetAsync(house, room, run.AnswerMessageId)).TextOf() == "half of it");

        Message ended;
        if (onStream)
        {
            await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
            await ben.SendAsync(new() { RequestId = "c", Cancel = new() { Answer = new() { RoomId = room, MessageId = run.AnswerMessageId } } });
            var frame = await ben.NextAsync(Kind.Cancelled);
            Assert.Equal(("c", room), (frame.RequestId, frame.RoomId));
            ended = frame.Cancelled.Message;
        }
        else
        {
            ended = await CancelAsync(house, "ben", room, run.AnswerMessageId);
        }

        Assert.Equal(
            (AnswerState.Cancelled, "half of it", "ben", run.RunId),
            (ended.Answer.State, ended.TextOf(), ended.Answer.CancelledBy.UserId, ended.Answer.RunId));
        var stop = (await worker.NextAsync()).Stop;
        Assert.Equal((run.TurnId, run.RunId), (stop.TurnId, stop.RunId));
        Assert.False(await worker.FinishAsync(run, "all of it"));
        Assert.Equal(ended, await CancelAsync(house, "ann", room, run.AnswerMessageId));
        Assert.Equal(ended, (await house.LogAsync("ann", room))[^1].AnswerFinished.Message);
    }

    [Fact]
    public async Task Cancel_OfWhatCannotBeStopped_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var message = await house.PostAsync("ann", room, "no answer");
        async Task<string> Reason(string user, CancelAnswerRequest request) =>
            (await ChatHouse.RefusalAsync(house.Client(user).CancelAnswerAsync(request))).Reason;

        Assert.Equal("NOT_AN_ANSWER", await Reason("ann", new() { RoomId = room, MessageId = message.MessageId }));
        Assert.Equal("MESSAGE_NOT_FOUND", await Reason("ann", new() { RoomId = room, MessageId = Guid.Empty.ToString() }));
        Assert.Equal("NOT_A_MEMBER", await Reason("ben", new() { RoomId = room, MessageId = message.MessageId }));
        Assert.Equal("INVALID_REQUEST", await Reason("ann", new()));
    }

    [Fact]
    public async Task Cancel_RacingTheFinish_EndsTheAnswerOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync();
        for (var i = 0; i < 30; i++)
        {
            await house.PostAsync("ann", room, $"@assistant {i}?");
            RunAssignment? run = null;
            while (run is null)
                run = (await worker.NextAsync()).Assignment; // a stop of the round before may come first
            var finishing = worker.FinishAsync(run, "done");
            var cancelled = await CancelAsync(house, "ann", room, run.AnswerMessageId);
            var accepted = await finishing;
            Assert.Equal(accepted ? AnswerState.Complete : AnswerState.Cancelled, cancelled.Answer.State);
        }

        var log = await house.LogAsync("ann", room);
        Assert.Equal(30, log.Count(e => e.AnswerFinished is not null));
        Assert.Equal(30, log.Where(e => e.AnswerFinished is not null).Select(e => e.AnswerFinished.Message.MessageId).Distinct().Count());
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
    public async Task Answers_ThatMentionAnAgent_AskNobody()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        Assert.True(await worker.FinishAsync(run, "ask @assistant again"));
        Assert.NotNull((await house.LogAsync("ann", room))[^1].AnswerFinished);
    }

    [Fact]
    public async Task Mention_OfSeveralAgents_AsksEachOnce()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values =>
        {
            foreach (var (i, handle) in "one two".Split(' ').Index())
                (values[$"Chat:DefaultAgents:{i}:Handle"], values[$"Chat:DefaultAgents:{i}:Name"]) = (handle, handle);
        });
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync(4, "agent:one", "agent:two");
        var question = await house.PostAsync("ann", room, "@two and @one and @TWO and @three");
        Assert.Equal(["agent:two", "agent:one"], question.Mentions.Select(mention => mention.UserId));
        var runs = new[] { await worker.AssignmentAsync(), await worker.AssignmentAsync() };
        Assert.Equal(["agent:two", "agent:one"], runs.Select(run => run.AgentId));
        Assert.Equal([5L, 6, 7], (await house.LogAsync("ann", room)).Skip(4).Select(e => e.Sequence).Prepend(5L).Distinct());
    }

    [Theory]
    [InlineData(AnswerState.Failed, "MODEL_FAILED", AnswerState.Failed, "MODEL_FAILED")]
    [InlineData(AnswerState.Complete, "ignored", AnswerState.Complete, "")]
    [InlineData(AnswerState.Cancelled, "ignored", AnswerState.Cancelled, "")]
    public async Task Finish_InEachState_IsKept(AnswerState sent, string reason, AnswerState state, string kept)
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        Assert.True(await worker.FinishAsync(run, "text", sent, reason));
        var answer = (await GetAsync(house, room, run.AnswerMessageId)).Answer;
        Assert.Equal((state, kept), (answer.State, answer.FailureReason));
    }

    [Fact]
    public async Task Text_BeyondTheLimit_FailsTheAnswer()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, worker, run) = await AskAsync(house);
        await using var _ = worker;
        await worker.WriteAsync(run, 0, new string('x', 65_536));
        await worker.WriteAsync(run, 65_536, "y");
        Assert.Equal(run.RunId, (await worker.NextAsync()).Stop.RunId);
        await Eventually.TrueAsync(async () => (await GetAsync(house, room, run.AnswerMessageId)).Answer.State == AnswerState.Failed);
        var streamed = await GetAsync(house, room, run.AnswerMessageId);
        Assert.Equal(("ANSWER_TOO_LONG", 65_536), (streamed.Answer.FailureReason, streamed.TextOf().Length));

        await house.PostAsync("ann", room, "@assistant again");
        var second = await worker.AssignmentAsync();
        Assert.True(await worker.FinishAsync(second, string.Concat(Enumerable.Repeat("\u20ac", 30_000))));
        var finished = await GetAsync(house, room, second.AnswerMessageId);
        Assert.Equal((AnswerState.Failed, "ANSWER_TOO_LONG"), (finished.Answer.State, finished.Answer.FailureReason));
        Assert.Equal(65_536 / 3, finished.TextOf().Length);
    }

    private static async Task<(string Room, WorkerStream Worker, RunAssignment Run)> AskAsync(ChatHouse house)
    {
        var room = await house.RoomAsync("ann", "ben");
        var worker = await house.WorkAsync();
        await house.PostAsync("ann", room, "@assistant?");
        return (room, worker, await worker.AssignmentAsync());
    }

    private static async Task<Message> GetAsync(ChatHouse house, string room, string message) =>
        (await house.Client("ann").GetMessageAsync(new() { RoomId = room, MessageId = message }).ResponseAsync.Within()).Message;

    private static async Task<Message> CancelAsync(ChatHouse house, string user, string room, string message) =>
        (await house.Client(user).CancelAnswerAsync(new() { RoomId = room, MessageId = message }).ResponseAsync.Within()).Message;

    private static async Task<string> ReadTextAsync(ChatStream stream, RunAssignment run, long bytes)
    {
        var text = "";
        for (var end = 0L; end < bytes;)
        {
            var delta = (await stream.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
            Assert.Equal((run.AnswerMessageId, run.RunId, end), (delta.MessageId, delta.RunId, delta.Offset));
            (text, end) = (text + delta.Text, delta.EndOffset);
        }

        return text;
    }
}
