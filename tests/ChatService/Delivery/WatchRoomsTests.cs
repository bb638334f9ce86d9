using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Grpc.Core;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class WatchRoomsTests
{
    [Fact]
    public async Task Watch_OfRooms_SendsWhatConverseSends()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (one, two) = (await house.RoomAsync("ann"), await house.RoomAsync("ann"));
        using var call = house.Client("ann").WatchRooms(new() { Subscriptions = { Requests.Earliest(one), Requests.Latest(two) } });
        var opened = await NextAsync(call);
        Assert.Equal((Kind.Opened, "ann"), (opened!.FrameCase, opened.Opened.UserId));
        var live = await house.PostAsync("ann", two, "live");

        var frames = new List<ServerFrame>();
        while (frames.Count(frame => frame.FrameCase == Kind.Event) < 4 || frames.Count(frame => frame.FrameCase == Kind.CaughtUp) < 2)
            frames.Add((await NextAsync(call))!);
        Assert.Equal([1L, 2, 3], frames.Where(f => f.RoomId == one && f.FrameCase == Kind.Event).Select(f => f.Event.Sequence));
        Assert.Equal(live, Assert.Single(frames, f => f.RoomId == two && f.FrameCase == Kind.Event).Event.MessagePosted.Message);
    }

    [Fact]
    public async Task Watch_ShortForm_ResumesByCursor()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var cursor = (await house.LogAsync("ann", room))[1].Cursor;
        using var call = house.Client("ann").WatchRooms(new() { RoomId = room, Cursor = cursor });
        ServerFrame? frame;
        do
            frame = await NextAsync(call);
        while (frame!.FrameCase != Kind.Event);
        Assert.Equal(3, frame.Event.Sequence);
    }

    [Fact]
    public async Task Watch_ThatMayNot_FailsWithAStatus()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (mine, foreign) = (await house.RoomAsync("ann"), await house.RoomAsync("ben"));
        var cursor = (await house.LogAsync("ben", foreign))[^1].Cursor;
        var requests = new (WatchRoomsRequest Request, string Reason)[]
        {
            (new() { Subscriptions = { Requests.Latest(mine), Requests.Latest(foreign) } }, "NOT_A_MEMBER"),
            (new() { RoomId = "nowhere" }, "ROOM_NOT_FOUND"),
            (new() { RoomId = mine, Cursor = cursor }, "INVALID_CURSOR"),
            (new(), "INVALID_REQUEST"),
            (new() { Subscriptions = { new Subscription() } }, "INVALID_REQUEST"),
            (new() { Subscriptions = { Enumerable.Range(0, 201).Select(_ => Requests.Latest(mine)) } }, "TOO_MANY_SUBSCRIPTIONS"),
        };
        foreach (var (request, reason) in requests)
        {
            using var call = house.Client("ann").WatchRooms(request);
            Assert.Equal(reason, (await ChatHouse.RefusalAsync(NextAsync(call))).Reason);
        }
    }

    [Fact]
    public async Task Watch_OfAsManyRoomsAsAllowed_CatchesUpInAll()
    {
        await using var house = await ChatHouse.OpenAsync();
        var rooms = new List<string>();
        for (var i = 0; i < 200; i++)
            rooms.Add(await house.RoomAsync("ann"));
        using var watch = house.Client("ann").WatchRooms(new() { Subscriptions = { rooms.Select(Requests.Latest) } });
        await using var stream = await house.ConverseAsync("ann", [.. rooms.Select(Requests.Latest)]);
        for (var i = 0; i < rooms.Count; i++)
        {
            await stream.CaughtUpAsync();
            while ((await NextAsync(watch))!.FrameCase != Kind.CaughtUp)
            {
            }
        }

        await stream.SendAsync(Requests.SubscribeFrame(Requests.Latest(await house.RoomAsync("ann")), "one more"));
        var refused = await stream.NextAsync(Kind.Error);
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", ServiceDefaults.Grpc.StatusMapping.ToDomainError(refused.Error.Status).Reason);
        var last = await house.PostAsync("ann", rooms[^1], "hello");
        Assert.Equal(last, (await stream.NextAsync(Kind.Event)).Event.MessagePosted.Message);
    }

    [Fact]
    public async Task Watch_AfterLeaving_Ends()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        using var call = house.Client("ben").WatchRooms(new() { RoomId = room });
        while ((await NextAsync(call))!.FrameCase != Kind.CaughtUp)
        {
        }

        await house.Client("ben").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        var rest = new List<ServerFrame>();
        while (await NextAsync(call) is { } frame)
            rest.Add(frame);
        Assert.Equal("NOT_A_MEMBER", Assert.Single(rest).Unsubscribed.Reason);
    }

    private static async Task<ServerFrame?> NextAsync(AsyncServerStreamingCall<WatchRoomsResponse> call) =>
        await call.ResponseStream.MoveNext(CancellationToken.None).Within() ? call.ResponseStream.Current.Frame : null;
}
