using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Replicas;

/// <summary>
/// A room put together from its events, as any client would do it. What cannot follow the events before is noted and otherwise
/// passed over.
/// </summary>
internal sealed class RoomReplica
{
    private readonly Dictionary<string, Member> _members = [];
    private readonly List<string> _oddities = [];
    private Room _room = new();

    public MessageBook Messages { get; } = new();

    public IReadOnlyList<string> Oddities => _oddities;

    public bool Has(string user) => _members.ContainsKey(user);

    /// <summary>Everything known, a line for each thing, in a settled order.</summary>
    public IReadOnlyList<string> State() =>
        StateLines.All(_room, _members.Values, Messages.All);

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
                return _members.TryAdd(change.MemberJoined.Member.Participant.UserId, change.MemberJoined.Member);
            case RoomEvent.ChangeOneofCase.MemberLeft:
                return _members.Remove(change.MemberLeft.Participant.UserId);
            case RoomEvent.ChangeOneofCase.MemberUpdated:
                var member = change.MemberUpdated.Member;
                var isMember = Has(member.Participant.UserId);
                _members[member.Participant.UserId] = member;
                return isMember;
            case RoomEvent.ChangeOneofCase.MessagePosted:
                return Has(change.MessagePosted.Message.Author.UserId) && Messages.Apply(change);
            default:
                return Messages.Apply(change);
        }
    }
}
