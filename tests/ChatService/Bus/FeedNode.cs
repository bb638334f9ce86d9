using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.TestSupport;
using Microsoft.Extensions.Hosting;
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
    private readonly AnswerTeller _answers;
    private readonly PresenceTeller _presence;
    private readonly BusPublisher _publisher;
    private readonly BusDesk _desk;
    private readonly BusNode _bus;
    private readonly RoomSubscription _subscription = new(Room.Id, Ann, new WakeSignal(), new TextPace(TimeProvider.System));
    private readonly List<long> _seen = [];

    public FeedNode(ScriptedLog log, IRoomBus bus, LogCollector logs)
    {
        var (queue, answers, time) = (new FeedQueue(), new LiveAnswers(), TimeProvider.System);
        _log = log;
        _feeds = new RoomFeeds(queue, bus, answers, time);
        var broker = new TurnBroker(null!, answers, _feeds, bus, time, TimeSpan.FromMinutes(1));
        var node = new Node(NodeId.New(time.GetUtcNow()), IsAlone: false);
        _follower = new RoomFollower(node, bus, _feeds, queue, new NoTurns(), log, Codec, answers, broker, time, new Logger<RoomFollower>(logs));
        _poll = new HeadPoll(node, _feeds, log, bus, time, new Logger<HeadPoll>(logs));
        (Answers, _answers, _presence) = (answers, new AnswerTeller(node, answers, bus, time), new PresenceTeller(node, _feeds, bus, time));
        _publisher = new BusPublisher(bus);
        _desk = new BusDesk(_follower, _poll, _feeds, answers, broker, bus, time);
        _bus = new BusNode(bus, _desk);
    }

    public LiveAnswers Answers { get; }

    public RoomSignals Signals => _subscription.Feed.Signals;

    public RoomSubscription Viewer => _subscription;

    /// <summary>What a stream that reads on and on has got.</summary>
    public IReadOnlyList<long> Seen => _seen;

    private BackgroundService[] Services => [_follower, _poll, _answers, _presence];

    public async Task StartAsync()
    {
        _feeds.Attach(_subscription);
        _subscription.Accept(Room, 0, 0);
        _subscription.Feed.Begin(Room, 0);
        foreach (var service in Services)
            await service.StartAsync(CancellationToken.None).Within();
    }

    /// <summary>As the writer does: the log first, then who listens.</summary>
    public void Append(AppendedEvent appended)
    {
        _feeds.Committed([appended]);
        _publisher.Committed([appended]);
    }

    /// <summary>As after a reconnect: the others are asked.</summary>
    public void Miss() => _desk.Missed();

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
        foreach (var service in Services)
        {
            await service.StopAsync(CancellationToken.None).Within();
            service.Dispose();
        }
    }
}
