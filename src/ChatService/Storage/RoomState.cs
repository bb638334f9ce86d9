using GroupChat.Chat.Log;
using GroupChat.Chat.Marks;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Storage;

namespace GroupChat.Chat.Storage;

/// <summary>
/// What the writer remembers of a room from one change to the next, so that a post reads nothing of it: the room, the end of its
/// log, and the members that were asked for. Used by the writer thread only.
/// </summary>
internal sealed class RoomState(RoomRef room, RoomCache? cache = null) : ITransactionPart
{
    private const int MaxMembers = 4096;

    private readonly Dictionary<UserId, Member?> _members = [];
    private readonly Dictionary<UserId, long> _spoken = [];

    public RoomRef Ref { get; } = room;

    /// <summary>Null before room_created.</summary>
    public Room? Room { get; private set; }

    /// <summary>Newest event.</summary>
    public long Head { get; private set; }

    /// <summary>Newest event that brought a message in; 0 before the first.</summary>
    public long LastMessage { get; private set; }

    /// <summary>Messages brought in so far.</summary>
    public long MessageCount { get; private set; }

    /// <summary>Newest event that changed anything but messages.</summary>
    public long StateSequence { get; private set; }

    /// <summary>The event whose idempotency key is written already; 0 for none.</summary>
    public long KeptSend { get; set; }

    /// <summary>Those of the members, if they were asked for since one of them changed.</summary>
    public IReadOnlyList<Member>? Agents { get; set; }

    public LogEnd End => new(Head, LastMessage, MessageCount);

    public static RoomState Loaded(Room room, LogEnd end, long stateSequence, RoomCache cache)
    {
        var state = new RoomState(room.Ref, cache) { Room = room, StateSequence = stateSequence };
        state.MoveTo(end);
        return state;
    }

    /// <summary>Somebody else appended events that changed messages only.</summary>
    public void MoveTo(LogEnd end)
    {
        Room = Room! with { HeadSequence = end.Head };
        (Head, LastMessage, MessageCount) = (end.Head, end.LastMessage, end.MessageCount);
    }

    /// <summary>A member, or null for somebody who is none, if it was asked for before.</summary>
    public bool TryGetMember(UserId user, out Member? member) => _members.TryGetValue(user, out member);

    public void Remember(UserId user, Member? member)
    {
        if (_members.Count >= MaxMembers)
            _members.Clear();
        _members[user] = member;
    }

    public void Apply(RoomEvent roomEvent)
    {
        Room = RoomFold.Apply(Room, roomEvent);
        Head = roomEvent.Sequence;
        if (roomEvent.Change.BringsMessage())
            (LastMessage, MessageCount) = (Head, MessageCount + 1);
        if (roomEvent.Change.ChangesState())
            StateSequence = Head;
        ApplyToMembers(roomEvent.Change);
    }

    /// <summary>A member said something just now and has read as far as that. Written with the rest of the transaction, once.</summary>
    public void Spoke(UserId author) => _spoken[author] = Head;

    /// <summary>Has left: whatever they said last, there is no mark of theirs to move.</summary>
    public void ForgetSpoken(UserId author) => _spoken.Remove(author);

    public void Flush(SqlSession session)
    {
        if (_spoken.Count > 0)
            FlushSpoken(session, MarkRules.AreTold(Room!));
    }

    /// <param name="session">The writer's.</param>
    /// <param name="areTold">The members were told of marks when they spoke: then the message itself has told of this one.</param>
    public void FlushSpoken(SqlSession session, bool areTold)
    {
        foreach (var (author, sequence) in _spoken)
            MarkRows.Speak(session, Ref.Key, author, sequence, areTold);
        _spoken.Clear();
    }

    public void Undone()
    {
        _spoken.Clear();
        cache?.Remove(Ref.Id);
    }

    private void ApplyToMembers(RoomChange change)
    {
        if (change is RoomChange.MemberJoined { Member.Participant.Kind: ParticipantKind.Agent }
            or RoomChange.MemberLeft { Participant.Kind: ParticipantKind.Agent }
            or RoomChange.MemberUpdated { Member.Participant.Kind: ParticipantKind.Agent })
            Agents = null;
        if (change is RoomChange.MemberJoined joined)
            Remember(joined.Member.Participant.Id, joined.Member);
        else if (change is RoomChange.MemberLeft left)
            Remember(left.Participant.Id, null);
        else if (change is RoomChange.MemberUpdated { Member: var now } && _members.GetValueOrDefault(now.Participant.Id) is { } before)
            Remember(now.Participant.Id, now with { JoinSequence = before.JoinSequence });
        else if (change is RoomChange.MemberUpdated updated)
            _members.Remove(updated.Member.Participant.Id);
    }
}
