using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>Two nodes write one room's log and watch it: whatever the bus does, each sees every event once and in order.</summary>
public sealed class DeliveryOverABusTests : IDisposable
{
    private const int Events = 2_000;

    private readonly LogCollector _logs = new();
    private readonly ScriptedLog _log = new();
    private readonly Lock _order = new();
    private long _head;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Delivery_OverABusThatLosesDoublesAndReorders_LosesNothing(int seed)
    {
        var hub = new MemoryHub(hostile: seed);
        await RunAsync(hub.Join(NewId()), hub.Join(NewId()), () => Task.CompletedTask);
    }

    [Fact]
    public async Task Delivery_WithoutABus_IsThePollsWork() => await RunAsync(new InProcessBus(), new InProcessBus(), () => Task.CompletedTask);

    [Fact]
    public async Task Delivery_WhileRedisIsKilledAndRestarted_LosesNothing()
    {
        await using var server = await RedisServer.StartAsync();
        await RunAsync(
            RedisHouse.Make(server, _logs),
            RedisHouse.Make(server, _logs),
            async () =>
            {
                await server.KillAsync();
                await server.RestartAsync();
            });
    }

    [Fact]
    public async Task Delivery_WhileRedisIsSilent_LosesNothing()
    {
        await using var server = await RedisServer.StartAsync();
        await RunAsync(
            RedisHouse.Make(server, _logs),
            RedisHouse.Make(server, _logs),
            async () =>
            {
                server.Pause();
                await Task.Delay(TimeSpan.FromSeconds(2));
                server.Resume();
            });
    }

    public void Dispose() => _logs.Dispose();

    private static NodeId NewId() => NodeId.New(TimeProvider.System.GetUtcNow());

    private async Task RunAsync(IRoomBus first, IRoomBus second, Func<Task> trouble)
    {
        await using var a = new FeedNode(_log, first, _logs);
        await using var b = new FeedNode(_log, second, _logs);
        await Task.WhenAll(a.StartAsync(), b.StartAsync());
        var writing = Task.WhenAll(Task.Run(() => WriteAsync(a, Events / 2)), Task.Run(() => WriteAsync(b, Events / 2)));
        await trouble();
        await writing.Within();
        foreach (var node in new[] { a, b })
        {
            await Eventually.TrueAsync(async () =>
            {
                await node.ReadOnAsync();
                return node.Seen.Count >= Events;
            });
            Assert.Equal(Enumerable.Range(1, Events).Select(i => (long)i), node.Seen);
        }
    }

    private async Task WriteAsync(FeedNode node, int count)
    {
        for (var i = 0; i < count; i++)
        {
            node.Append(Next());
            if (i % 10 == 0)
                await Task.Delay(1);
        }
    }

    private AppendedEvent Next()
    {
        lock (_order)
        {
            var ann = new Participant(new UserId("ann"), "Ann", ParticipantKind.Human);
            var appended = new RoomEvent(FeedNode.Room, ++_head, DateTimeOffset.UnixEpoch, new RoomChange.MemberJoined(new(ann, MemberRole.Member, default, _head)));
            var payload = FeedNode.Codec.Encode(appended);
            _log.Add([new(_head, payload)]);
            return new(appended, payload);
        }
    }
}
