using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Presence;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// A room that somebody watches: the end of its log, its signals, and the subscriptions to wake. An event moves the head and wakes
/// them; each then reads on from where it stands. Nothing is queued for anybody, and a gap is filled once for all of them.
/// </summary>
internal sealed class RoomFeed : IDisposable
{
    private const int RingEvents = 256;
    private const long RingBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly LogTail _tail = new(RingEvents, RingBytes);
    private readonly List<RoomSubscription> _subscriptions = [];
    private readonly FeedQueue _queue;
    private WakeGroup[]? _groups;
    private int _isQueued;
    private bool _isNew = true;

    public RoomFeed(RoomId room, TimeProvider time, FeedQueue queue, ChangeSet<RoomId> presence)
    {
        (Room, _queue) = (room, queue);
        Signals = new RoomSignals(time, Wake, () => presence.Add(room));
    }

    public RoomId Room { get; }

    /// <summary>Set when following begins.</summary>
    public RoomRef? Ref { get; private set; }

    public RoomSignals Signals { get; }

    public long Head => _tail.Head;

    /// <summary>A first subscription was placed with the log at this head.</summary>
    public void Begin(RoomRef room, long head)
    {
        lock (_gate)
        {
            if (_tail.Begin(head))
            {
                Ref = room;
                _queue.Add(this);
            }

            Hear(head);
        }
    }

    /// <summary>Takes the next event and wakes the subscriptions; of any other it is only noted that it was heard of.</summary>
    /// <param name="next">The event.</param>
    /// <param name="change">What it changed; null when this server cannot read that.</param>
    public void Publish(StoredEvent next, RoomChange? change)
    {
        bool isNext;
        lock (_gate)
        {
            // Older events that carried its text have lost it.
            if (change is RoomChange.MessageDeleted or RoomChange.HistoryTrimmed)
                _tail.Forget();
            isNext = _tail.TryAdd(next);
            if (isNext && change is RoomChange.MemberLeft left)
                Revoke(left.Participant.Id, next.Sequence);
            if (_tail.HasGap)
                _queue.Add(this);
        }

        if (!isNext)
            return;
        Quieten(change);
        Wake();
    }

    /// <summary>The log is said to reach this far; who says so may be wrong.</summary>
    public void Hear(long sequence)
    {
        lock (_gate)
        {
            _tail.Hear(sequence);
            if (_tail.HasGap)
                _queue.Add(this);
        }
    }

    /// <summary>Where the log has to be read from, and how far it was heard to reach; null when nothing is missing.</summary>
    public (long After, long Heard)? Gap
    {
        get
        {
            lock (_gate)
                return _tail.HasGap ? (_tail.Head, _tail.Heard) : null;
        }
    }

    public void Skip(long to)
    {
        lock (_gate)
            _tail.Skip(to);
    }

    public void Settle(long heardBefore)
    {
        lock (_gate)
            _tail.Settle(heardBefore);
    }

    /// <summary>Events after a sequence from memory; false when the log has to be asked.</summary>
    public bool TryRead(long after, LogLimit limit, List<StoredEvent> into)
    {
        lock (_gate)
            return _tail.TryRead(after, limit, into);
    }

    /// <summary>The event after a sequence from memory; false when the log has to be asked.</summary>
    public bool TryReadNext(long after, out StoredEvent next)
    {
        lock (_gate)
            return _tail.TryReadNext(after, out next);
    }

    public void Add(RoomSubscription subscription)
    {
        lock (_gate)
        {
            subscription.Slot = _subscriptions.Count;
            _subscriptions.Add(subscription);
            _groups = null;
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
            _groups = null;
            return _subscriptions.Count == 0;
        }
    }

    public void Wake()
    {
        foreach (var group in Groups())
            group.Wake();
    }

    /// <summary>An answer grew. Who has set a clock for the next piece of text anyhow is left asleep.</summary>
    public void WakeForText()
    {
        foreach (var group in Groups())
            group.WakeForText();
    }

    /// <summary>What goes on in the room already has to be found out; the follower's.</summary>
    public bool IsNew
    {
        get => Volatile.Read(ref _isNew);
        set => Volatile.Write(ref _isNew, value);
    }

    /// <summary>True for whoever may queue it: once, until it was looked after.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    /// <summary>Looked after; what was heard of meanwhile queues it again.</summary>
    public void Unqueue()
    {
        Volatile.Write(ref _isQueued, 0);
        if (Gap is not null || IsNew)
            _queue.Add(this);
    }

    public void Dispose() => Signals.Dispose();

    // Made anew when somebody has come or gone, and then kept. A group that is out of date and still runs wakes somebody for nothing.
    private WakeGroup[] Groups()
    {
        lock (_gate)
            return _groups ??= WakeGroup.Divide(_subscriptions);
    }

    private void Quieten(RoomChange? change)
    {
        if (change is RoomChange.MessagePosted posted)
            Signals.Spoke(posted.Message.Author.Id);
        else if (change is RoomChange.MemberLeft left)
            Signals.Silence(left.Participant);
        else if (change is RoomChange.MemberUpdated { Member: { MutedUntil: not null } muted })
            Signals.Silence(muted.Participant);
    }

    private void Revoke(UserId user, long sequence)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.Viewer == user)
                subscription.Revoke(sequence);
        }
    }
}
