using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>
/// Who speaks after a message, as the modes of the room's agents say. What a person asks is answered. Agents may ask each other,
/// never themselves, as long as the room's turns since the last message of a person are not used up: so whatever models say, a
/// conversation among agents ends.
/// </summary>
internal static class Speakers
{
    /// <summary>Begins the answers that a message asks for, in the transaction that brings it in.</summary>
    public static void Ask(IRoomEdit edit, Message said)
    {
        if (edit.Agents.Count == 0 || edit.Room.IsArchived || edit.Member(said.Author.Id) is not { } author)
            return;
        var asked = author.Participant.Kind == ParticipantKind.Human ? AfterPerson(edit, said, author) : AfterAgent(edit, said, author);
        foreach (var agent in asked)
            Begin(edit, said, agent.Participant);
    }

    private static List<Member> AfterPerson(IRoomEdit edit, Message said, Member author)
    {
        var asked = Mentioned(edit, said, author).ToList();
        var able = edit.Agents.Where(agent => !RoomPolicy.IsMuted(agent, edit.Now)).ToList();
        asked.AddRange(able.Where(agent => agent.Speaking == SpeakingPolicy.Always && !asked.Contains(agent)));
        if (said.Mentions.All(mention => mention.Kind != ParticipantKind.Agent) && NextInTurn(edit, able) is { } next)
            asked.Add(next);
        return asked;
    }

    private static IEnumerable<Member> AfterAgent(IRoomEdit edit, Message said, Member author)
    {
        var asked = Mentioned(edit, said, author).Where(agent => agent.Participant.Id != author.Participant.Id).ToList();
        return asked.Count == 0 ? [] : asked.Take(Math.Max(0, edit.Room.Settings.AgentTurns - TurnsSoFar(edit)));
    }

    private static IEnumerable<Member> Mentioned(IRoomEdit edit, Message said, Member author) => said.Mentions
        .Where(mention => mention.Kind == ParticipantKind.Agent)
        .Select(mention => edit.Agents.FirstOrDefault(agent => agent.Participant.Id == mention.Id))
        .OfType<Member>()
        .Where(agent => !RoomPolicy.IsMuted(agent, edit.Now) && agent.Speaking switch
        {
            SpeakingPolicy.Quiet => false,
            SpeakingPolicy.ModeratorChooses => author.Role.IsAtLeast(MemberRole.Moderator),
            _ => true,
        });

    /// <summary>The one that has waited longest; of those that were never asked, the one that joined first.</summary>
    private static Member? NextInTurn(IRoomEdit edit, IEnumerable<Member> able)
    {
        var inTurn = able.Where(agent => agent.Speaking == SpeakingPolicy.RoundRobin).ToList();
        if (inTurn.Count <= 1)
            return inTurn.FirstOrDefault();
        var last = edit.LastTurns();
        return inTurn.MinBy(agent => last.GetValueOrDefault(agent.Participant.Id));
    }

    private static void Begin(IRoomEdit edit, Message question, Participant agent)
    {
        var begun = new Answers.Answer(TurnId.New(edit.Now), RunId: null, question.Id, Answers.AnswerState.Generating)
        {
            TurnNumber = TurnsSoFar(edit) + 1,
            Version = 1,
            // Who began a conversation among agents pays for all of it.
            AskedBy = question.Answer is { } asking ? asking.AskedBy : question.Author.Id,
        };
        var over = Quotas.Check(edit, begun.AskedBy);
        var started = new Message(
            MessageId.New(edit.Now, edit.NextSequence), edit.Ref.Id, edit.NextSequence, agent, ClientMessageId: "", [], question.Id, [],
            edit.Now, begun)
        {
            ThreadRoot = question.ThreadRoot ?? question.Id,
        };
        edit.Append(new RoomChange.AnswerStarted(started));
        // The question is not dropped in silence: it has an answer that says why there is none.
        if (over is not null)
            edit.Append(new RoomChange.AnswerFinished(Refused(over).Close(started)));
    }

    private static Answers.AnswerOutcome Refused(Overdraft over) => new(Answers.AnswerState.Failed, RunId: null, Text: "")
    {
        FailureReason = over.Reason,
        RetryTime = over.RetryTime,
    };

    /// <summary>Each answer knows its number, so the newest message knows them all: a person's begins the count anew.</summary>
    private static int TurnsSoFar(IRoomEdit edit) => edit.NewestMessage()?.Answer?.TurnNumber ?? 0;
}
