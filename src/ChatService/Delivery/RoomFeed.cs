using GroupChat.Chat.Log;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// A room that somebody watches: its newest sequence, its newest events, its signals, and the subscriptions to wake. A commit
/// moves the head and wakes them; each then reads on from where it stands. Nothing is queued for anybody.
/// </summary>
internal sealed class RoomFeed : IDisposable
{
    private const int RingEvents = 256;
    private const long RingBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly EventRing _ring = new(RingEvents, RingBytes);
    private readonly List<RoomSubscription> _subscriptions = [];
    private long _head;

    public RoomFeed(RoomId room, TimeProvider time)
    {
        Room = room;
        Signals = new RoomSignals(time, Wake);
    }

    public RoomId Room { get; }

    public RoomSignals Signals { get; }

    public long Head => Volatile.Read(ref _head);

    public void Publish(AppendedEvent appended)
    {
        var change = appended.Event.Change;
        lock (_gate)
        {
            _ring.Add(new(appended.Event.Sequence, appended.Payload));
            RaiseHead(appended.Event.Sequence);
            if (change is RoomChange.MemberLeft left)
                Revoke(left.Participant.Id);
        }

        if (change is RoomChange.MessagePosted posted)
            Signals.Spoke(posted.Message.Author.Id);
        Wake();
    }

    /// <summary>The log was seen to reach this far.</summary>
    public void RaiseHead(long sequence)
    {
        lock (_gate)
            Volatile.Write(ref _head, Math.Max(_head, sequence));
    }

    /// <summary>Events after a sequence from memory; false when the log has to be asked.</summary>
    public bool TryRead(long after, LogLimit limit, List<StoredEvent> into)
    {
        lock (_gate)
            return _ring.TryRead(after, limit, into);
    }

    public void Add(RoomSubscription subscription)
    {
        lock (_gate)
        {
            subscription.Slot = _subscriptions.Count;
            _subscriptions.Add(subscription);
        }
    }

    /// <summary>True when nobody watches any more.</summary>
    public bool Remove(RoomSubscription subscription)
    {
        lock (_gate)
        {
            var last = _subscriptions[^1];
            _subscriptions[subscription.Slot] = last;
            last.Slot = subscription.Slot;
            _subscriptions.RemoveAt(_subscriptions.Count - 1);
            return _subscriptions.Count == 0;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions)
                subscription.Wake.Set();
        }
    }

    /// <summary>An answer grew. Who has set a clock for the next piece of text anyhow is left asleep.</summary>
    public void WakeForText()
    {
        lock (_gate)
        {
            foreach (var subscription in _subscriptions)
            {
                if (!subscription.Pace.IsWaiting)
                    subscription.Wake.Set();
            }
        }
    }

    public void Dispose() => Signals.Dispose();

    private void Revoke(UserId user)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Viewer == user)
                subscription.IsRevoked = true;
        }
    }
}
