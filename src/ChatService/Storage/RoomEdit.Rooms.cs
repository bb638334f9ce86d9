using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Storage;

internal sealed partial class RoomEdit
{
    public int InvitationCount => InvitationRows.Count(session, Ref.Key);

    public Invitation? Invitation(UserId user) => InvitationRows.Find(session, Ref.Key, user);

    public Ban? Ban(UserId user) => BanRows.Find(session, Ref.Key, user);

    public Restraint? Restraint(UserId user) => RestraintRows.Find(session, Ref.Key, user);

    public bool HasOtherPeople(UserId than, MemberRole? role = null) => MemberRows.HasOtherPeople(session, Ref.Key, than, role);

    public IReadOnlyList<Member> Agents => state.Agents ??= MemberRows.ListAgents(session, Ref.Key);

    public IReadOnlyDictionary<UserId, long> LastTurns() => AgentTurnRows.List(session, Ref.Key);

    public Message? NewestMessage() => MessageRows.FindAt(session, codec, Ref.Key, state.LastMessage);

    public DateTimeOffset? LastPost(UserId user) => LastPostRows.Find(session, Ref.Key, user);

    public RoomEvent? Event(long sequence) =>
        EventRows.Find(session, Ref.Key, sequence) is { } payload ? codec.Decode(Ref, payload) : null;

    public long? OldestQuestion() => TurnRows.ListQuestions(session, Ref.Key).Select(question => (long?)question.Sequence).Min();

    public QuotaLimits QuotasFor(UserId? user)
    {
        var (ofUser, ofRoom) = QuotaRows.Find(session, user, Ref.Id);
        return quotas.With(ofUser, ofRoom);
    }

    public long TokensToday() => UsageRows.TokensOfRoom(session, Now, Ref.Key);

    public long TokensToday(UserId user) => UsageRows.TokensOfUser(session, Now, user);

    public int OpenAnswers() => TurnRows.CountIn(session, Ref.Key);

    public int OpenAnswers(UserId user) => TurnRows.CountOf(session, user);

    public void Charge(Charge charge) => UsageRows.Add(session, Ref.Key, Now, charge);

    public IReadOnlyList<JoinLink> JoinLinks() => JoinLinkRows.List(session, Ref.Key);

    public JoinLink? JoinLink(byte[] tokenHash) => JoinLinkRows.Find(session, Ref.Key, tokenHash);

    public void AddJoinLink(JoinLink link, byte[] tokenHash) => JoinLinkRows.Insert(session, Ref.Key, link, tokenHash);

    public void CountUse(JoinLink link) => JoinLinkRows.CountUse(session, Ref.Key, link.Id);

    public void RemoveJoinLink(Guid link) => JoinLinkRows.Delete(session, Ref.Key, link);
}
