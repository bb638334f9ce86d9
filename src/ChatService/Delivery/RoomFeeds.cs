using System.Collections.Concurrent;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>The rooms that are watched: a feed is there as long as somebody watches, and rooms nobody watches cost nothing.</summary>
internal sealed class RoomFeeds(FeedQueue queue, IRoomBus bus, LiveAnswers answers, TimeProvider time) : ICommitListener
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<RoomId, RoomFeed> _feeds = new();

    /// <summary>Rooms that others than before have open on this node.</summary>
    public ChangeSet<RoomId> Presence { get; } = new();

    /// <summary>Rooms of which word from other nodes was missed.</summary>
    public ChangeSet<RoomId> Unsure { get; } = new();

    /// <summary>The rooms that are watched just now.</summary>
    public IEnumerable<RoomFeed> All => _feeds.Values;

    public RoomFeed? Find(RoomId room) => _feeds.GetValueOrDefault(room);

    /// <summary>From now on the subscription hears of commits. What was committed before is the log's to say.</summary>
    public void Attach(RoomSubscription subscription)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(subscription.Room, out var feed))
            {
                feed = _feeds[subscription.Room] = new RoomFeed(subscription.Room, time, queue, Presence);
                bus.Watch(subscription.Room);
            }

            subscription.Feed = feed;
            feed.Add(subscription);
        }
    }

    public void Detach(RoomSubscription subscription)
    {
        lock (_gate)
        {
            if (!subscription.Feed.Remove(subscription))
                return;
            _feeds.TryRemove(subscription.Room, out _);
            bus.Unwatch(subscription.Room);
            answers.ForgetOthers(subscription.Room);
            subscription.Feed.Dispose();
        }
    }

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, payload) in events)
            Find(roomEvent.Room.Id)?.Publish(new(roomEvent.Sequence, payload), roomEvent.Change);
    }
}
