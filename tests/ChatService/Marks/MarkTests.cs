using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Marks;

public sealed class MarkTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Mark_Moved_OnlyMovesForwardAndIsToldOnce()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben"); // 4 events
        await house.PostAsync("ann", room, "hello"); // 5
        Assert.Equal("ben 5 4", MarkSteps.Describe(await house.MarkAsync("ben", room, 5, 0)));
        Assert.Equal("ben 5 5", MarkSteps.Describe(await house.MarkAsync("ben", room, 0, 5)));
        Assert.Equal("ben 5 5", MarkSteps.Describe(await house.MarkAsync("ben", room, 2, 1)));

        var moved = await ToldAsync(house, time, room, "ben", after: 5);
        Assert.Equal((6L, "ben 5 5"), (moved.Sequence, Told(moved)));
        await house.MarkAsync("ben", room, 5, 5);
        time.Advance(Second);
        var next = await house.PostAsync("ann", room, "nothing was told in between");
        Assert.Equal(7, next.Sequence);
    }

    [Fact]
    public async Task Mark_BeyondTheHeadOrOfAStranger_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var client = house.Client("ann");
        var beyond = await ChatHouse.RefusalAsync(client.MoveMarksAsync(new() { RoomId = room, ReadSequence = 4 }));
        Assert.Equal(("INVALID_SEQUENCE", "3"), (beyond.Reason, beyond.Metadata["head_sequence"]));
        var wrong = await ChatHouse.RefusalAsync(client.MoveMarksAsync(new() { ReadSequence = -1, DeliveredSequence = -1 }));
        Assert.Equal(["delivered_sequence", "read_sequence", "room_id"], wrong.Violations.Select(v => v.Field).Order());
        var stranger = house.Client("eve");
        Assert.Equal("NOT_A_MEMBER", (await ChatHouse.RefusalAsync(stranger.MoveMarksAsync(new() { RoomId = room }))).Reason);
        Assert.Equal("NOT_A_MEMBER", (await ChatHouse.RefusalAsync(stranger.ListReadMarksAsync(new() { RoomId = room }))).Reason);
        Assert.Equal("NOT_A_MEMBER", (await ChatHouse.RefusalAsync(stranger.GetUnreadAsync(new() { RoomId = room }))).Reason);
        Assert.Equal("ROOM_NOT_FOUND", (await ChatHouse.RefusalAsync(client.MoveMarksAsync(new() { RoomId = "nowhere" }))).Reason);
    }

    [Fact]
    public async Task Post_MovesTheMarkOfItsAuthorWithoutAnEvent()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await house.PostAsync("ben", room, "one");
        await house.PostAsync("ann", room, "two"); // 6
        Assert.Equal("ann 6 6, ben 5 5", await house.MarksAsync("ann", room));
        Assert.Equal("ann 6 6, ben 5 5", await house.MarksAsync("ann", room, pageSize: 1));
        Assert.Equal(6, (await house.LogAsync("ann", room)).Count);
    }

    [Fact]
    public async Task Ack_OnTheStream_IsMergedToldAndNotAnswered()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben", "cid");
        for (var i = 0; i < 20; i++)
            await house.PostAsync("ann", room, $"{i}"); // 6 to 25
        await using var ben = await house.ConverseAsync("ben", Requests.Earliest(room));
        await using var cid = await house.ConverseAsync("cid");
        for (var sequence = 6; sequence <= 25; sequence++)
            await ben.SendAsync(MarkSteps.AckFrame(room, sequence, sequence - 1, "ack"));
        await cid.SendAsync(MarkSteps.AckFrame(room, 9, 9, "ack"));
        foreach (var stream in new[] { ben, cid })
        {
            await stream.CompleteAsync(); // ends once everything sent was taken in
            Assert.DoesNotContain(await stream.RestAsync(), frame => frame.RequestId == "ack");
        }

        var told = await ToldAsync(house, time, room, "ann", after: 25);
        Assert.Equal((26L, "ben 25 24, cid 9 9"), (told.Sequence, Told(told)));
        Assert.Equal("ben 25 24", MarkSteps.Describe((await house.UnreadAsync("ben", room)).Mark));
    }

    [Fact]
    public async Task Ack_ThatIsWrong_IsAnsweredAndTheStreamGoesOn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var ann = await house.ConverseAsync("ann", Requests.Latest(room));
        await ann.CaughtUpAsync();
        await ann.SendAsync(MarkSteps.AckFrame(room, 3, 3, "fine"));
        await ann.SendAsync(MarkSteps.AckFrame(room, 4, 4, "beyond"));
        Assert.Equal(("beyond", "INVALID_SEQUENCE"), await ErrorAsync(ann));
        await ann.SendAsync(MarkSteps.AckFrame("nowhere", 1, 1, "nowhere"));
        Assert.Equal(("nowhere", "ROOM_NOT_FOUND"), await ErrorAsync(ann));
        await ann.SendAsync(new() { RequestId = "empty", Ack = new() });
        Assert.Equal(("empty", "INVALID_REQUEST"), await ErrorAsync(ann));
    }

    [Fact]
    public async Task Ack_BeforeTheProcessEnds_IsKept()
    {
        using var data = new TempFolder();
        var time = new ManualTimeProvider();
        string room;
        await using (var house = await ChatHouse.OpenAsync(data, time))
        {
            room = await house.RoomAsync("ann", "ben");
            await house.PostAsync("ann", room, "hello");
            await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
            await ben.CaughtUpAsync();
            await ben.SendAsync(MarkSteps.AckFrame(room, 5, 5));
            await ben.CompleteAsync();
            await ben.RestAsync();
        }

        await using var again = await ChatHouse.OpenAsync(data, time);
        Assert.Equal("ben 5 5", MarkSteps.Describe((await again.UnreadAsync("ben", room)).Mark));
        Assert.Equal("ben 5 5", Told((await again.LogAsync("ann", room))[^1]));
    }

    [Fact]
    public async Task Leaving_EndsTheMark()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        await house.PostAsync("ben", room, "bye"); // 5
        await house.Client("ben").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within(); // 6
        await house.PostAsync("ann", room, "gone?"); // 7
        await house.Client("ben").JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within(); // 8
        Assert.Equal("ann 7 7", await house.MarksAsync("ann", room));
        Assert.Equal("ben 8 8", MarkSteps.Describe((await house.Client("ben").ListReadMarksAsync(new() { RoomId = room }).ResponseAsync.Within()).OwnMark));
    }

    [Fact]
    public async Task Marks_InALargeRoom_AreForTheirOwnersAlone()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "member 000", "member 001");
        await Task.WhenAll(Enumerable.Range(2, 252).Select(i => // with ann and the assistant 256
            house.Client($"member {i:000}").JoinRoomAsync(new() { RoomId = room }).ResponseAsync)).Within(TimeSpan.FromSeconds(60));
        await house.PostAsync("ann", room, "still few"); // 258
        await house.MarkAsync("member 000", room, 258, 258);
        await ToldAsync(house, time, room, "ann", after: 258); // 259
        Assert.Equal("ann 258 258, member 000 258 258", await house.MarksAsync("ann", room));

        await house.Client("one more").JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within(); // 260
        Assert.Equal("hidden", await house.MarksAsync("ann", room));
        await house.MarkAsync("member 001", room, 260, 260);
        time.Advance(Second);
        Assert.Equal(261, (await house.PostAsync("ann", room, "nobody was told")).Sequence);

        await house.Client("one more").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within(); // 262
        var told = await ToldAsync(house, time, room, "ann", after: 262);
        Assert.Equal("ann 261 261, member 000 258 258, member 001 260 260", Told(told));
        Assert.Equal(Told(told), await house.MarksAsync("ann", room));
    }

    private static string Told(RoomEvent moved) => string.Join(", ", moved.ReadMarksMoved.Marks.Select(MarkSteps.Describe));

    /// <summary>The next event of the room, with the clock moved on until it is there.</summary>
    private static async Task<RoomEvent> ToldAsync(ChatHouse house, ManualTimeProvider time, string room, string reader, long after)
    {
        var log = await house.LogAsync(reader, room);
        await using var stream = await house.ConverseAsync(reader, Requests.From(room, log[(int)after - 1].Cursor));
        return (await Eventually.AsLongAsAsync(() => time.Advance(Second), stream.EventsAsync(1)))[0];
    }

    private static async Task<(string RequestId, string Reason)> ErrorAsync(ChatStream stream)
    {
        var frame = await stream.NextAsync(frame => frame.FrameCase is Kind.Error or Kind.Pong);
        return (frame.RequestId, frame.Error.Status.Details.Select(detail =>
            detail.TryUnpack<Google.Rpc.ErrorInfo>(out var info) ? info.Reason : "").First(reason => reason.Length > 0));
    }
}
