using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>The rules of speaking once more, told over the log by somebody who knows neither tables nor numbers of turns.</summary>
internal sealed class SpeakerOracle(int limit)
{
    private readonly List<Member> _members = [];
    private readonly List<string> _spoken = [];
    private int _turns;

    /// <summary>Who began to answer what, as the log has it.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Who should have.</summary>
    public List<string> Expected { get; } = [];

    public void Hear(RoomChange change)
    {
        switch (change)
        {
            case RoomChange.MemberJoined joined:
                _members.Add(joined.Member);
                break;
            case RoomChange.MemberUpdated updated:
                _members[_members.FindIndex(member => member.Participant.Id == updated.Member.Participant.Id)] = updated.Member;
                break;
            case RoomChange.AnswerStarted { Message: var started }:
                Asked.Add(Line(started.Author.Id, started.Answer!.Question));
                break;
            case RoomChange.MessagePosted { Message: var posted }:
                _turns = 0;
                Expect(AfterPerson(posted), posted.Id);
                break;
            case RoomChange.AnswerFinished { Message: { Answer.State: AnswerState.Complete } finished }:
                Expect(Able(finished).Where(id => id != finished.Author.Id).Take(Math.Max(0, limit - _turns)).ToList(), finished.Id);
                break;
        }
    }

    private List<UserId> AfterPerson(Message posted)
    {
        var who = Able(posted).ToList();
        who.AddRange(In(SpeakingPolicy.Always).Except(who));
        if (posted.Mentions.Count == 0 && In(SpeakingPolicy.RoundRobin).OrderBy(id => _spoken.LastIndexOf(id.Value)).Cast<UserId?>().FirstOrDefault() is { } next)
            who.Add(next);
        return who;
    }

    private IEnumerable<UserId> Able(Message said)
    {
        var chair = _members.First(member => member.Participant.Id == said.Author.Id).Role is MemberRole.Owner or MemberRole.Moderator;
        return said.Mentions.Select(mention => mention.Id)
            .Where(id => !In(SpeakingPolicy.Quiet).Contains(id) && (chair || !In(SpeakingPolicy.ModeratorChooses).Contains(id)));
    }

    private IEnumerable<UserId> In(SpeakingPolicy mode) =>
        _members.Where(member => member.Speaking == mode).OrderBy(member => member.JoinSequence).Select(member => member.Participant.Id);

    private void Expect(List<UserId> who, MessageId question)
    {
        _turns += who.Count;
        _spoken.AddRange(who.Select(id => id.Value));
        Expected.AddRange(who.Select(id => Line(id, question)));
    }

    private static string Line(UserId agent, MessageId question) => $"{agent.Value}<-{question.Sequence}";
}
