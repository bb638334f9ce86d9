using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Connection;

/// <summary>
/// Where a subscription stands: lets every event through once and in order, and knows from where to go on.
/// Not safe for use from several threads: the reading loop owns it.
/// </summary>
internal sealed class RoomPosition(string roomId, string cursor, StartPosition start)
{
    private string _cursor = cursor;
    private bool _repairing;

    /// <summary>Sequence of the last event let through; 0 until the first.</summary>
    public long LastSequence { get; private set; }

    public string RoomId => roomId;

    public Subscription ToSubscription() =>
        new() { RoomId = roomId, Cursor = _cursor, Start = _cursor.Length == 0 ? start : StartPosition.Unspecified };

    /// <summary>Remembers where the server began, so that a stream lost before the first event resumes there.</summary>
    public void Begin(string serverCursor)
    {
        _repairing = false;
        if (_cursor.Length == 0)
            _cursor = serverCursor;
    }

    /// <summary>The server no longer has what came before this event: it is not missing.</summary>
    public void Skip(long firstSequence) => LastSequence = Math.Max(LastSequence, firstSequence - 1);

    public EventFate Take(RoomEvent roomEvent)
    {
        if (LastSequence > 0 && roomEvent.Sequence <= LastSequence)
            return EventFate.Repeated;
        if (LastSequence > 0 && roomEvent.Sequence > LastSequence + 1)
            return Missing();
        LastSequence = roomEvent.Sequence;
        _cursor = roomEvent.Cursor;
        return EventFate.New;
    }

    /// <summary>A quiet stream that stands behind the room has lost something.</summary>
    public EventFate CheckHead(long headSequence) => LastSequence > 0 && headSequence > LastSequence ? Missing() : EventFate.Repeated;

    /// <summary>One repair at a time: what arrives until it begins is dropped and comes again.</summary>
    private EventFate Missing()
    {
        if (_repairing)
            return EventFate.Repeated;
        _repairing = true;
        return EventFate.Gap;
    }
}
