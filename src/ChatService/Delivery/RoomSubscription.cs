using GroupChat.Chat.Answers;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// One stream's place in one room: the last sequence it was sent, and how much of the passing things it was shown. That is all
/// that a slow reader costs. Only the stream's writer loop changes it, but for the revocation.
/// </summary>
internal sealed class RoomSubscription(RoomId room, Participant viewer, WakeSignal wake, TextPace pace)
{
    private List<LiveCursor>? _answers;
    private long _told;
    private int _isDue = 1;
    private long _revokedBy;
    private long _acceptedAt = long.MaxValue;

    public RoomId Room { get; private set; } = room;

    public UserId Viewer => Participant.Id;

    public Participant Participant { get; } = viewer;

    /// <summary>Place in the feed's list; the feed's.</summary>
    public int Slot { get; set; }

    /// <summary>The stream's; without one, every wake is the loop's.</summary>
    public ShortPass? ShortPass { get; init; }

    /// <summary>Set on attaching. From then on the room's name is the feed's: thousands of streams need not hold a text of their own each.</summary>
    public RoomFeed Feed
    {
        get;
        set => (field, Room) = (value, value.Room);
    } = null!;

    /// <summary>Set when the subscription is accepted.</summary>
    public RoomRef Ref { get; private set; } = null!;

    /// <summary>The last sequence sent.</summary>
    public long Sent { get; set; }

    /// <summary>Newest sequence that is known of the room: the membership was read at one that the feed may not have seen yet.</summary>
    public long Head => Math.Max(Feed.Head, Sent);

    /// <summary>The reader was told that it has all there was; false again once the subscription is given up.</summary>
    public bool IsCaughtUp { get; set; }

    /// <summary>The viewer is no longer a member: nothing more is sent.</summary>
    public bool IsRevoked => Volatile.Read(ref _revokedBy) > Volatile.Read(ref _acceptedAt);

    /// <summary>How far the room's signals were shown; below 0 for a viewer who has just come.</summary>
    public long SignalVersion { get; set; } = -1;

    /// <summary>
    /// There is something to look at in the room. Does the stream's work on this thread until there is no more, unless all there may be
    /// is text for which it has set a clock. For callers on the thread pool that hold no lock.
    /// </summary>
    public void Notify(bool textOnly)
    {
        MarkDue();
        if (textOnly && pace.IsWaiting)
            return;
        if (ShortPass is { } shorter && !textOnly)
            shorter.Run(this);
        else
            wake.SetHere();
    }

    /// <summary>The next pass of the stream looks into the room.</summary>
    public void MarkDue() => Volatile.Write(ref _isDue, 1);

    /// <summary>True when the room has to be looked into, and for the one who does so at once.</summary>
    public bool TakeDue() => Volatile.Read(ref _isDue) != 0 && Interlocked.Exchange(ref _isDue, 0) != 0;

    /// <summary>The viewer was a member when the log ended at this head.</summary>
    public void Accept(RoomRef room, long head, long sent)
    {
        (Ref, Sent, _told) = (room == Feed.Ref ? Feed.Ref : room, sent, head);
        Volatile.Write(ref _acceptedAt, head);
    }

    /// <summary>
    /// The head for a frame: one that the client was told of, in an answer of the store's, may be ahead of the feed, and what is
    /// said never becomes smaller.
    /// </summary>
    public long Tell(long head) => _told = Math.Max(_told, Math.Max(head, Head));

    /// <summary>This event ended the viewer's membership: at once when it is newer than the subscription. One caller at a time.</summary>
    public void Revoke(long sequence) => Volatile.Write(ref _revokedBy, Math.Max(_revokedBy, sequence));

    /// <summary>Where the viewer stands in each of these answers; places in answers that have ended are forgotten.</summary>
    public List<LiveCursor> CursorsIn(IReadOnlyList<LiveAnswer> answers)
    {
        var cursors = new List<LiveCursor>(answers.Count);
        foreach (var answer in answers)
            cursors.Add(Find(answer.Id) ?? new LiveCursor(answer.Id));
        return _answers = cursors;
    }

    /// <summary>Nothing is in the making.</summary>
    public void ForgetAnswers() => _answers = null;

    private LiveCursor? Find(MessageId answer)
    {
        foreach (var cursor in _answers ?? [])
        {
            if (cursor.Answer == answer)
                return cursor;
        }

        return null;
    }
}
