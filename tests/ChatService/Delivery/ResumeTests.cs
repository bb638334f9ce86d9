using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Kind = GroupChat.Contracts.Chat.V1.ServerFrame.FrameOneofCase;

namespace GroupChat.Chat.Tests.Delivery;

public sealed class ResumeTests
{
    [Fact]
    public async Task Resume_FromEveryCursorWhilePostsGoOn_LosesAndRepeatsNothing()
    {
        const int before = 40;
        const int during = 60;
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        for (var i = 0; i < before; i++)
            await house.PostAsync("ann", room, $"text {i}");
        var cursors = (await house.LogAsync("ann", room)).Select(e => e.Cursor).ToList();
        var all = cursors.Count + during;

        var posting = Task.Run(async () =>
        {
            for (var i = 0; i < during; i++)
                await house.PostAsync("ann", room, $"live {i}");
        });
        var readers = cursors.Select((cursor, i) => ReadAsync(house, Requests.From(room, cursor), from: i + 2, to: all)).ToList();
        readers.Add(ReadAsync(house, Requests.Earliest(room), from: 1, to: all));
        await Task.WhenAll([posting, .. readers]).Within(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Resume_TimeAndAgain_GoesOnWhereTheLastStreamStopped()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        using var stop = new CancellationTokenSource();
        var posting = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await house.PostAsync("ann", room, $"text {i}");
        });
        var (cursor, next) = ("", 1L);
        for (var round = 0; round < 25; round++)
        {
            await using var stream = await house.ConverseAsync("ann", cursor.Length == 0 ? Requests.Earliest(room) : Requests.From(room, cursor));
            foreach (var roomEvent in await stream.EventsAsync(1 + (round % 4)))
            {
                Assert.Equal(next++, roomEvent.Sequence);
                cursor = roomEvent.Cursor;
            }
        }

        await stop.CancelAsync();
        await posting.Within();
    }

    [Fact]
    public async Task Resume_OverTheEdgeOfWhatIsInMemory_IsSeamless()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await using var watcher = await house.ConverseAsync("ann", Requests.Latest(room)); // keeps the room's ring
        await watcher.CaughtUpAsync();
        await PostManyAsync(house, room, 700);
        await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));
        Assert.Equal(Enumerable.Range(1, 703).Select(i => (long)i), (await stream.EventsAsync(703)).Select(e => e.Sequence));
        Assert.Equal(Kind.CaughtUp, (await stream.NextAsync()).FrameCase);
    }

    [Fact]
    public async Task Resume_AfterARestart_GoesOn()
    {
        using var data = new TempFolder();
        string room, cursor;
        await using (var house = await ChatHouse.OpenAsync(data))
        {
            room = await house.RoomAsync("ann");
            await house.PostAsync("ann", room, "one");
            cursor = (await house.LogAsync("ann", room))[^2].Cursor;
        }

        await using var again = await ChatHouse.OpenAsync(data);
        await using var stream = await again.ConverseAsync("ann", Requests.From(room, cursor));
        Assert.Equal("one", (await stream.EventsAsync(1))[0].MessagePosted.Message.TextOf());
        await again.PostAsync("ann", room, "two");
        var next = (await stream.EventsAsync(1))[0];
        Assert.Equal((5L, "two"), (next.Sequence, next.MessagePosted.Message.TextOf()));
    }

    [Fact]
    public async Task Cursor_ThatDoesNotFit_IsRefusedAndTheRestGoesOn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (room, other) = (await house.RoomAsync("ann"), await house.RoomAsync("ann"));
        var cursor = (await house.LogAsync("ann", other))[^1].Cursor;
        await using var stream = await house.ConverseAsync("ann", Requests.From(room, cursor), Requests.From(room, cursor + "x"), Requests.Latest(other));
        for (var i = 0; i < 2; i++)
        {
            var error = await stream.NextAsync(Kind.Error);
            Assert.Equal("INVALID_CURSOR", ServiceDefaults.Grpc.StatusMapping.ToDomainError(error.Error.Status).Reason);
            Assert.Equal(room, error.RoomId);
        }

        Assert.Equal(other, (await stream.NextAsync(Kind.CaughtUp)).RoomId);
    }

    [Fact]
    public async Task EventFrames_ReadByTheContract_SayRoomAndHead()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = (await house.Client("ann").CreateRoomAsync(new() { RoomId = "general" }).ResponseAsync.Within()).Room.RoomId;
        await using var stream = await house.ConverseAsync("ann", Requests.Earliest(room));
        var log = await house.LogAsync("ann", room);
        for (var i = 0; i < 3; i++)
        {
            var frame = await stream.NextAsync(Kind.Event);
            Assert.Equal(("general", 3L, log[i]), (frame.RoomId, frame.HeadSequence, frame.Event));
        }
    }

    private static async Task ReadAsync(ChatHouse house, Subscription subscription, long from, long to)
    {
        await using var stream = await house.ConverseAsync("ann", subscription);
        for (var expected = from; expected <= to; expected++)
        {
            var frame = await stream.NextAsync(Kind.Event);
            Assert.Equal(expected, frame.Event.Sequence);
            Assert.True(frame.HeadSequence >= expected);
        }
    }

    private static async Task PostManyAsync(ChatHouse house, string room, int count)
    {
        var client = house.Client("ann");
        foreach (var batch in Enumerable.Range(0, count).Chunk(100))
            await Task.WhenAll(batch.Select(i => client.PostMessageAsync(Requests.Post(room, $"text {i}")).ResponseAsync)).Within();
    }
}
