using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>
/// A room put together from its events, as any client would do it. What cannot follow the events before is noted and otherwise
/// passed over.
/// </summary>
internal sealed class RoomReplica
{
    private readonly Dictionary<string, Member> _members = [];
    private readonly Dictionary<string, long> _joined = [];
    private readonly List<string> _oddities = [];
    private Room _room = new();

    public MessageBook Messages { get; } = new();

    public MarkBook Marks { get; } = new();

    public IReadOnlyList<string> Oddities => _oddities;

    public bool Has(string user) => _members.ContainsKey(user);

    /// <summary>Where a user joined most recently.</summary>
    public long JoinSequence(string user) => _joined.GetValueOrDefault(user);

    /// <summary>Everything known, a line for each thing, in a settled order.</summary>
    public IReadOnlyList<string> State() => StateLines.Of(_room, _members.Values, Marks.All, Messages);

    public void Apply(RoomEvent change)
    {
        if (!TryApply(change))
            _oddities.Add($"{change.Sequence}: {change.ChangeCase} cannot follow what was sent before");
    }

    private bool TryApply(RoomEvent change)
    {
        switch (change.ChangeCase)
        {
            case RoomEvent.ChangeOneofCase.RoomCreated:
                _room = change.RoomCreated.Room;
                return change.Sequence == 1;
            case RoomEvent.ChangeOneofCase.RoomUpdated:
                _room = change.RoomUpdated.Room;
                return true;
            case RoomEvent.ChangeOneofCase.MemberJoined:
                _joined[change.MemberJoined.Member.Participant.UserId] = change.Sequence;
                return _members.TryAdd(change.MemberJoined.Member.Participant.UserId, change.MemberJoined.Member);
            case RoomEvent.ChangeOneofCase.MemberLeft:
                Marks.Forget(change.MemberLeft.Participant.UserId);
                return _members.Remove(change.MemberLeft.Participant.UserId);
            case RoomEvent.ChangeOneofCase.MemberUpdated:
                var member = change.MemberUpdated.Member;
                var isMember = Has(member.Participant.UserId);
                _members[member.Participant.UserId] = member;
                return isMember;
            case RoomEvent.ChangeOneofCase.MessagePosted:
                Marks.Raise(change.MessagePosted.Message.Author.UserId, change.Sequence, change.Sequence);
                return Has(change.MessagePosted.Message.Author.UserId) && Messages.Apply(change);
            case RoomEvent.ChangeOneofCase.ReadMarksMoved:
                foreach (var mark in change.ReadMarksMoved.Marks)
                    Marks.Raise(mark.UserId, mark.DeliveredSequence, mark.ReadSequence);
                return change.ReadMarksMoved.Marks.All(mark => Has(mark.UserId));
            default:
                return Messages.Apply(change);
        }
    }
}
