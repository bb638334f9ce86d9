using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Tests.Delivery;

/// <summary>What a stream says about the newest sequence of a room.</summary>
public sealed class RoomSubscriptionTests : IDisposable
{
    private static readonly RoomRef Room = new(new RoomId("room"), 1, 1);
    private static readonly Participant Ann = new(new UserId("ann"), "Ann", ParticipantKind.Human);

    private readonly RoomFeed _feed = new(Room.Id, TimeProvider.System, new FeedQueue(), new());
    private readonly RoomSubscription _subscription;

    public RoomSubscriptionTests()
    {
        _feed.Begin(Room, 4);
        _subscription = new(Room.Id, Ann, new WakeSignal(), new TextPace(TimeProvider.System)) { Feed = _feed };
    }

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void Tell_FeedBehindTheStore_DoesNotGoBack()
    {
        // Somebody else watched already; the commit of event 5 is durable and has not reached the feed.
        _subscription.Accept(Room, head: 5, sent: 2);
        Assert.Equal(5, _subscription.Tell(5));
        Assert.Equal(5, _subscription.Tell(3));
    }

    [Fact]
    public void Tell_AnswerAheadOfTheFeed_HoldsForWhatFollows()
    {
        _subscription.Accept(Room, head: 4, sent: 4);
        Assert.Equal(6, _subscription.Tell(6));
        Assert.Equal(6, _subscription.Tell(0));
    }
}
