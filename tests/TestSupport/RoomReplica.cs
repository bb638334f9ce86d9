using GroupChat.Contracts.Chat.V1;

namespace GroupChat.TestSupport;

/// <summary>
/// A room as somebody knows it who has read its events and nothing else, or who began with a snapshot and read on from there. An
/// event that cannot follow those before it throws.
/// </summary>
public sealed class RoomReplica
{
    private readonly Dictionary<string, Ban> _bans = [];
    private readonly Dictionary<string, ReadMark> _marks = [];
    private readonly List<string> _invited = [];
    private readonly List<Member> _members = [];
    private readonly List<string> _pins = [];

    /// <summary>As it was created or last updated; what is counted stands in the lines.</summary>
    public Room Room { get; set; } = new();

    /// <summary>In the order they joined.</summary>
    public IList<Member> Members => _members;

    /// <summary>By user.</summary>
    public IDictionary<string, Ban> Bans => _bans;

    /// <summary>Users who may join, the first invited first.</summary>
    public IList<string> Invited => _invited;

    /// <summary>By user.</summary>
    public IDictionary<string, ReadMark> Marks => _marks;

    /// <summary>Ids of messages, in the order they were pinned.</summary>
    public IList<string> Pins => _pins;

    public ReplicaMessages Messages { get; } = new();

    /// <summary>Everything known, a line for each thing.</summary>
    public IReadOnlyList<string> Lines() => ReplicaLines.Of(this);

    public void Apply(RoomEvent next)
    {
        if (next.Sequence != Room.HeadSequence + 1)
            throw new InvalidOperationException($"{next.Sequence} after {Room.HeadSequence}");
        if (!TryApplyToRoom(next) && !TryApplyToMembers(next) && !TryApplyToPins(next) && !Messages.TryApply(next))
            throw new InvalidOperationException($"{next.Sequence}: {next.ChangeCase} cannot follow what was sent before");
        Room.HeadSequence = next.Sequence;
        ReplicaMarks.Apply(this, next);
    }

    private bool TryApplyToRoom(RoomEvent next)
    {
        switch (next.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.RoomCreated:
                Room = next.RoomCreated.Room.Clone();
                return true;
            case RoomEvent.ChangeOneofCase.RoomUpdated:
                Room = next.RoomUpdated.Room.Clone();
                return true;
            case RoomEvent.ChangeOneofCase.HistoryTrimmed:
                Room.FirstSequence = next.HistoryTrimmed.FirstSequence;
                foreach (var gone in Messages.Trim(Room.FirstSequence))
                    _pins.Remove(gone);
                return true;
            case RoomEvent.ChangeOneofCase.ReadMarksMoved:
                return true;
            default:
                return false;
        }
    }

    private bool TryApplyToMembers(RoomEvent next)
    {
        switch (next.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.MemberJoined:
                var joined = next.MemberJoined.Member;
                _invited.Remove(joined.Participant.UserId);
                _members.Add(joined);
                return PlaceOf(joined.Participant) == _members.Count - 1;
            case RoomEvent.ChangeOneofCase.MemberLeft:
                return _members.Remove(_members[PlaceOf(next.MemberLeft.Participant)]);
            case RoomEvent.ChangeOneofCase.MemberUpdated:
                _members[PlaceOf(next.MemberUpdated.Member.Participant)] = next.MemberUpdated.Member;
                return true;
            case RoomEvent.ChangeOneofCase.MemberInvited:
                _invited.Add(next.MemberInvited.Participant.UserId);
                return true;
            case RoomEvent.ChangeOneofCase.InvitationEnded:
                return _invited.Remove(next.InvitationEnded.Participant.UserId);
            case RoomEvent.ChangeOneofCase.MemberBanned:
                _bans[next.MemberBanned.Ban.Participant.UserId] = next.MemberBanned.Ban;
                _invited.Remove(next.MemberBanned.Ban.Participant.UserId);
                return true;
            case RoomEvent.ChangeOneofCase.MemberUnbanned:
                return _bans.Remove(next.MemberUnbanned.Participant.UserId);
            default:
                return false;
        }
    }

    private bool TryApplyToPins(RoomEvent next)
    {
        switch (next.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.MessagePinned:
                var pinned = next.MessagePinned.MessageId;
                _pins.Add(pinned);
                return Messages.IsLiving(pinned) && _pins.IndexOf(pinned) == _pins.Count - 1;
            case RoomEvent.ChangeOneofCase.MessageUnpinned:
                return _pins.Remove(next.MessageUnpinned.MessageId);
            case RoomEvent.ChangeOneofCase.MessageDeleted:
                _pins.Remove(next.MessageDeleted.Message.MessageId);
                return Messages.TryApply(next);
            default:
                return false;
        }
    }

    private int PlaceOf(Participant participant) => _members.FindIndex(member => member.Participant.UserId == participant.UserId);
}
