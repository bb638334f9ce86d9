using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>What delivers a room on one node, without wires: the log is in memory and shared, the bus is the test's.</summary>
internal sealed class FeedNode : IAsyncDisposable
{
    public static readonly RoomRef Room = new(BusContract.Room, 1, 1);
    public static readonly EventCodec Codec = new(new Cursors(new Seal(new byte[Seal.KeyLength])));
    private static readonly Participant Ann = new(new UserId("ann"), "Ann", ParticipantKind.Human);

    private readonly ScriptedLog _log;
    private readonly RoomFeeds _feeds;
    private readonly RoomFollower _follower;
    private readonly HeadPoll _poll;
    private readonly BusPublisher _publisher;
    private readonly BusNode _bus;
    private readonly RoomSubscription _subscription = new(Room.Id, Ann, new WakeSignal(), new TextPace(TimeProvider.System));
    private readonly List<long> _seen = [];

    public FeedNode(ScriptedLog log, IRoomBus bus, LogCollector logs)
    {
        var (queue, answers, time) = (new FeedQueue(), new LiveAnswers(), TimeProvider.System);
        _log = log;
        _feeds = new RoomFeeds(queue, bus, time);
        var broker = new TurnBroker(null!, answers, _feeds, time, TimeSpan.FromMinutes(1));
        _follower = new RoomFollower(_feeds, queue, log, Codec, answers, broker, time, new Logger<RoomFollower>(logs));
        _poll = new HeadPoll(new Node(default, IsAlone: false), _feeds, log, bus, time, new Logger<HeadPoll>(logs));
        _publisher = new BusPublisher(bus);
        _bus = new BusNode(bus, new BusDesk(_follower, _poll));
    }

    /// <summary>What a stream that reads on and on has got.</summary>
    public IReadOnlyList<long> Seen => _seen;

    public async Task StartAsync()
    {
        _feeds.Attach(_subscription);
        _subscription.Accept(Room, 0, 0);
        _subscription.Feed.Begin(Room, 0);
        await _follower.StartAsync(CancellationToken.None).Within();
        await _poll.StartAsync(CancellationToken.None).Within();
    }

    /// <summary>As the writer does: the log first, then who listens.</summary>
    public void Append(AppendedEvent appended)
    {
        _feeds.Committed([appended]);
        _publisher.Committed([appended]);
    }

    /// <summary>One pass of a stream's writer loop.</summary>
    public async Task ReadOnAsync()
    {
        var (limit, events) = (new LogLimit(64, 100_000), new List<StoredEvent>());
        while (_subscription.Sent < _subscription.Feed.Head)
        {
            events.Clear();
            if (!_subscription.Feed.TryRead(_subscription.Sent, limit, events))
                events.AddRange((await _log.ReadAsync(Room, _subscription.Sent, limit, CancellationToken.None)).Events);
            _seen.AddRange(events.Select(stored => stored.Sequence));
            _subscription.Sent = events[^1].Sequence;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync();
        await _poll.StopAsync(CancellationToken.None).Within();
        await _follower.StopAsync(CancellationToken.None).Within();
        _poll.Dispose();
        _follower.Dispose();
    }
}
