using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Delivery;

/// <summary>A feed on a node that has not written any of the room itself.</summary>
public sealed class RoomFollowerTests : IAsyncDisposable
{
    private static readonly RoomRef Room = new(new RoomId("room"), 1, 1);
    private static readonly Participant Ann = new(new UserId("ann"), "Ann", ParticipantKind.Human);

    private readonly LogCollector _logs = new();
    private readonly ScriptedLog _log = new();
    private readonly EventCodec _codec = new(new Cursors(new Seal(new byte[Seal.KeyLength])));
    private readonly RoomFeeds _feeds;
    private readonly RoomFollower _follower;
    private readonly RoomSubscription _subscription = new(Room.Id, Ann, new WakeSignal(), new TextPace(TimeProvider.System));

    public RoomFollowerTests()
    {
        var queue = new FeedQueue();
        var (answers, bus) = (new LiveAnswers(), new InProcessBus());
        _feeds = new RoomFeeds(queue, bus, answers, TimeProvider.System);
        var broker = new TurnBroker(null!, answers, _feeds, bus, TimeProvider.System, TimeSpan.FromMinutes(1));
        _follower = new RoomFollower(
            new Node(default, IsAlone: true), bus, _feeds, queue, null!, _log, _codec, answers, broker, TimeProvider.System, Logger());
    }

    [Fact]
    public async Task Hear_InOrder_NeedsNoLog()
    {
        await WatchAsync(at: 0);
        _follower.Hear(Room.Id, Joined(1, 2));
        _follower.Hear(Room.Id, Joined(3));
        Assert.Equal(3, _subscription.Feed.Head);
        Assert.Equal(0, _log.Reads);
    }

    [Fact]
    public async Task Hear_OutOfOrderDoubledAndWithGaps_ReadsTheLogAndLosesNothing()
    {
        await WatchAsync(at: 0);
        _log.Add(Joined(1, 2, 3, 4, 5, 6));
        _follower.Hear(Room.Id, Joined(5));
        _follower.Hear(Room.Id, Joined(1, 1, 2));
        _follower.Hear(Room.Id, Joined(6));
        await HeadAsync(6);
        var events = new List<StoredEvent>();
        Assert.True(_subscription.Feed.TryRead(0, new LogLimit(100, 100_000), events));
        Assert.Equal([1, 2, 3, 4, 5, 6], events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Hear_OfMembershipsThatEnded_EndsSubscriptionsThatAreOlder()
    {
        await WatchAsync(at: 2);
        _follower.Hear(Room.Id, [Event(3, new RoomChange.MemberLeft(Ann))]);
        Assert.True(_subscription.IsRevoked);
    }

    [Fact]
    public async Task Hear_OfAMembershipThatEndedBeforeTheSubscription_LeavesItAlone()
    {
        await WatchAsync(at: 2);
        _subscription.Accept(Room, head: 4, sent: 4); // left and came back: read from the log before we hear of it
        _follower.Hear(Room.Id, [Event(3, new RoomChange.MemberLeft(Ann))]);
        Assert.Equal((3, false), (_subscription.Feed.Head, _subscription.IsRevoked));
    }

    [Fact]
    public async Task Hear_OfEventsThatDoNotExist_GivesUpAtTheEndOfTheLog()
    {
        await WatchAsync(at: 0);
        _log.Add(Joined(1));
        _subscription.Feed.Hear(1000);
        await Eventually.TrueAsync(() => Task.FromResult(_subscription.Feed is { Head: 1, Gap: null }));
        _follower.Hear(Room.Id, Joined(2));
        Assert.Equal(2, _subscription.Feed.Head);
    }

    [Fact]
    public async Task Hear_OfABrokenPayload_ReadsTheLog()
    {
        await WatchAsync(at: 0);
        _log.Add(Joined(1));
        _follower.Hear(Room.Id, [new(1, [0xff, 0xff])]);
        await HeadAsync(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _follower.StopAsync(CancellationToken.None).Within();
        _follower.Dispose();
        _logs.Dispose();
    }

    private Microsoft.Extensions.Logging.Logger<RoomFollower> Logger() => new(_logs);

    private async Task WatchAsync(long at)
    {
        _feeds.Attach(_subscription);
        _subscription.Accept(Room, at, at);
        _subscription.Feed.Begin(Room, at);
        await _follower.StartAsync(CancellationToken.None).Within();
    }

    private Task HeadAsync(long head) => Eventually.TrueAsync(() => Task.FromResult(_subscription.Feed.Head == head));

    private List<StoredEvent> Joined(params long[] sequences) =>
        [.. sequences.Select(sequence => Event(sequence, new RoomChange.MemberJoined(new Member(Ann, MemberRole.Member, default, sequence))))];

    private StoredEvent Event(long sequence, RoomChange change) =>
        new(sequence, _codec.Encode(new RoomEvent(Room, sequence, DateTimeOffset.UnixEpoch, change)));
}
