using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class ConverseTests
{
    [Fact]
    public async Task Converse_Opened_SaysWhoAndSubscribesInOrder()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));

        var opened = await stream.NextAsync();
        Assert.Equal(("ann", "open"), (opened.Opened.UserId, opened.RequestId));
        Assert.Equal(20, opened.Opened.HeartbeatInterval.Seconds);
        var subscribed = await stream.NextAsync();
        Assert.Equal((Kind.Subscribed, room, "open", 3L), (subscribed.FrameCase, subscribed.RoomId, subscribed.RequestId, subscribed.HeadSequence));
        var events = await stream.EventsAsync(3);
        Assert.Equal([1L, 2, 3], events.Select(e => e.Sequence));
        Assert.NotNull(events[0].RoomCreated);
        Assert.Equal("ann", events[1].MemberJoined.Member.Participant.UserId);
        Assert.Equal(MemberRole.Owner, events[1].MemberJoined.Member.Role);
        Assert.Equal("agent:assistant", events[2].MemberJoined.Member.Participant.UserId);
        var caughtUp = await stream.NextAsync();
        Assert.Equal((Kind.CaughtUp, events[2].Cursor), (caughtUp.FrameCase, caughtUp.CaughtUp.Cursor));
    }

    [Fact]
    public async Task Post_OnStream_IsAcknowledgedAndSeenByAllInOneOrder()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ann.CaughtUpAsync();
        await ben.CaughtUpAsync();

        for (var i = 0; i < 20; i++)
            await (i % 2 == 0 ? ann : ben).SendAsync(Requests.PostFrame(room, $"text {i}", requestId: $"post {i}"));
        var (seenByAnn, postedAnn) = await ReadPostsAsync(ann, events: 20, posted: 10);
        var (seenByBen, postedBen) = await ReadPostsAsync(ben, events: 20, posted: 10);

        Assert.Equal(seenByAnn, seenByBen);
        Assert.Equal(Enumerable.Range(5, 20).Select(i => (long)i), seenByAnn.Select(e => e.Sequence));
        Assert.Equal(20, postedAnn.Concat(postedBen).Select(frame => frame.Posted.Message.Sequence).Distinct().Count());
        Assert.All(
            postedAnn,
            frame => Assert.Equal(
                seenByAnn.Single(e => e.Sequence == frame.Posted.Message.Sequence).MessagePosted.Message, frame.Posted.Message));
        var texts = seenByAnn.Where(e => e.MessagePosted.Message.Author.UserId == "ann").Select(e => e.MessagePosted.Message.TextOf());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"text {i * 2}"), texts);
    }

    [Fact]
    public async Task Requests_ThatFail_AreAnsweredAndTheStreamGoesOn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var foreign = await house.RoomAsync("ben");
        await using var stream = await house.ConverseAsync("ann", Requests.Latest("nowhere"), Requests.Latest(foreign), Requests.Latest(room));

        Assert.Equal(("ROOM_NOT_FOUND", "open", "nowhere"), await ErrorAsync(stream));
        Assert.Equal(("NOT_A_MEMBER", "open", foreign), await ErrorAsync(stream));
        await stream.SendAsync(Requests.PostFrame(room, " ", requestId: "empty"));
        Assert.Equal(("MESSAGE_EMPTY", "empty", room), await ErrorAsync(stream));
        await stream.SendAsync(Requests.PostFrame(foreign, "x", requestId: "foreign"));
        Assert.Equal(("NOT_A_MEMBER", "foreign", foreign), await ErrorAsync(stream));
        await stream.SendAsync(new() { RequestId = "un", Unsubscribe = new() { RoomId = foreign } });
        Assert.Equal(("NOT_SUBSCRIBED", "un", foreign), await ErrorAsync(stream));
        await stream.SendAsync(new() { RequestId = "nothing", Post = new() });
        Assert.Equal(("INVALID_REQUEST", "nothing", ""), await ErrorAsync(stream));
        await stream.SendAsync(new() { RequestId = new string('x', 65), Ping = new() });
        Assert.Equal(("INVALID_REQUEST", new string('x', 65), ""), await ErrorAsync(stream));
        await stream.SendAsync(new() { RequestId = "ping", Ping = new() });
        Assert.Equal("ping", (await stream.NextAsync(Kind.Pong)).RequestId);
    }

    [Fact]
    public async Task Frames_OutOfPlace_EndTheStreamWithAReason()
    {
        await using var house = await ChatHouse.OpenAsync();
        var client = house.Client("ann");

        await using var early = ChatStream.Unopened(client);
        await early.SendAsync(new() { Ping = new() });
        Assert.Equal("FIRST_FRAME_NOT_OPEN", (await ChatHouse.RefusalAsync(early.RestAsync())).Reason);

        await using var silent = ChatStream.Unopened(client);
        await silent.CompleteAsync();
        Assert.Equal("FIRST_FRAME_NOT_OPEN", (await ChatHouse.RefusalAsync(silent.RestAsync())).Reason);

        await using var twice = await house.ConverseAsync("ann");
        await twice.SendAsync(new() { Open = new() });
        var refusal = await ChatHouse.RefusalAsync(twice.RestAsync());
        Assert.Equal(("ALREADY_OPEN", ErrorCode.FailedPrecondition), (refusal.Reason, refusal.Code));

        await using var empty = await house.ConverseAsync("ann");
        await empty.SendAsync(new() { RequestId = "only" });
        Assert.Equal("FRAME_EMPTY", (await ChatHouse.RefusalAsync(empty.RestAsync())).Reason);

        await using var many = await house.ConverseAsync("ann", [.. Enumerable.Range(0, 201).Select(i => Requests.Latest($"r{i}"))]);
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", (await ChatHouse.RefusalAsync(many.RestAsync())).Reason);

        await using var after = await house.ConverseAsync("ann");
        Assert.NotNull((await after.NextAsync()).Opened);
    }

    [Fact]
    public async Task HalfClose_AfterRequests_EndsOnceTheyAreAnsweredAndSeen()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));
        await stream.SendAsync(Requests.PostFrame(room, "last words", requestId: "p"));
        await stream.CompleteAsync();

        var frames = await stream.RestAsync();
        Assert.Equal("p", Assert.Single(frames, f => f.FrameCase == Kind.Posted).RequestId);
        Assert.Equal([1L, 2, 3, 4], frames.Where(f => f.FrameCase == Kind.Event).Select(f => f.Event.Sequence));
    }

    [Fact]
    public async Task Unsubscribe_Asked_EndsEventsOfThatRoom()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (one, two) = (await house.RoomAsync("ann"), await house.RoomAsync("ann"));
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(one), Requests.Latest(two));
        await stream.SendAsync(new() { RequestId = "un", Unsubscribe = new() { RoomId = one } });
        var ended = await stream.NextAsync(Kind.Unsubscribed);
        Assert.Equal(("un", one, ""), (ended.RequestId, ended.RoomId, ended.Unsubscribed.Reason));

        await house.PostAsync("ann", one, "unheard");
        await house.PostAsync("ann", two, "heard");
        Assert.Equal(two, (await stream.NextAsync(Kind.Event)).RoomId);
    }

    [Fact]
    public async Task Leave_WhileSubscribed_EndsTheSubscriptionAtOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();

        await house.Client("ben").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        var ended = await ben.NextAsync(frame => frame.FrameCase is Kind.Unsubscribed or Kind.Event);
        Assert.Equal("NOT_A_MEMBER", ended.Unsubscribed?.Reason);
        await house.PostAsync("ann", room, "behind their back");
        await ben.SendAsync(new() { RequestId = "ping", Ping = new() });
        Assert.Equal(Kind.Pong, (await ben.NextAsync()).FrameCase);
    }

    [Fact]
    public async Task Subscribe_Again_ReplacesThePlace()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(room));
        await stream.CaughtUpAsync();
        await stream.SendAsync(Requests.SubscribeFrame(Requests.Earliest(room), "again"));

        Assert.Equal("again", (await stream.NextAsync(Kind.Subscribed)).RequestId);
        Assert.Equal([1L, 2, 3], (await stream.EventsAsync(3)).Select(e => e.Sequence));
        await stream.CaughtUpAsync();
        await house.PostAsync("ann", room, "once");
        Assert.Equal(4, (await stream.NextAsync(Kind.Event)).Event.Sequence);
        await stream.SendAsync(new() { RequestId = "ping", Ping = new() });
        Assert.Equal(Kind.Pong, (await stream.NextAsync()).FrameCase);
    }

    [Fact]
    public async Task Silence_ForTwentySeconds_BringsAHeartbeat()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann");
        await using var stream = await house.ConverseAsync("ann", Requests.Latest(room));
        await stream.CaughtUpAsync();
        var heartbeat = await Eventually.AsLongAsAsync(() => time.Advance(TimeSpan.FromSeconds(1)), stream.NextAsync(Kind.Heartbeat));
        Assert.Single(heartbeat.Heartbeat.Positions);
    }

    [Fact]
    public async Task Stop_OfTheHost_SaysWhereToResume()
    {
        using var data = new TempFolder();
        string room, cursor;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            room = await house.RoomAsync("ann");
            await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));
            await using var other = await house.ConverseAsync("ann", Requests.Earliest(room));
            await stream.CaughtUpAsync();
            await other.CaughtUpAsync();
            var stopping = house.Node.StopAsync();
            var goAway = (await stream.NextAsync(Kind.GoAway)).GoAway;
            // Not everybody comes back at once.
            Assert.NotEqual(goAway.RetryDelay, (await other.NextAsync(Kind.GoAway)).GoAway.RetryDelay);
            Assert.Equal("SERVER_DRAINING", goAway.Reason);
            cursor = Assert.Single(goAway.ResumePoints).Cursor;
            Assert.Equal(ErrorCode.Unavailable, (await ChatHouse.RefusalAsync(stream.RestAsync())).Code);
            await stopping.Within(TimeSpan.FromSeconds(30));
        }

        await using var again = await ChatHouse.OpenAsync(data);
        await again.PostAsync("ann", room, "while away");
        await using var resumed = await again.ConverseAsync("ann", Requests.From(room, cursor));
        Assert.Equal(4, (await resumed.NextAsync(Kind.Event)).Event.Sequence);
    }

    private static async Task<(List<RoomEvent> Events, List<ServerFrame> Posted)> ReadPostsAsync(ChatStream stream, int events, int posted)
    {
        var (seen, acknowledged) = (new List<RoomEvent>(), new List<ServerFrame>());
        while (seen.Count < events || acknowledged.Count < posted)
        {
            var frame = await stream.NextAsync(f => f.FrameCase is Kind.Event or Kind.Posted);
            if (frame.FrameCase == Kind.Event)
                seen.Add(frame.Event);
            else
                acknowledged.Add(frame);
        }

        return (seen, acknowledged);
    }

    private static async Task<(string Reason, string Request, string Room)> ErrorAsync(ChatStream stream)
    {
        var frame = await stream.NextAsync(Kind.Error);
        return (ServiceDefaults.Grpc.StatusMapping.ToDomainError(frame.Error.Status).Reason, frame.RequestId, frame.RoomId);
    }
}
