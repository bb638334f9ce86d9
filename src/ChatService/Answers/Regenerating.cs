using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Metering;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.Answers;

/// <summary>
/// An answer that is made again: the same message begins anew with a turn of its own, what it said before stays in the log as a
/// revision. One turn at a time writes it, so it still ends once, each time.
/// </summary>
internal static class Regenerating
{
    public const int MaxVersions = 16;

    /// <exception cref="ServiceDefaults.Errors.DomainError">
    /// REQUEST_ID_REUSED, NOT_A_MEMBER, ROOM_ARCHIVED, MUTED, MESSAGE_NOT_FOUND, NOT_AN_ANSWER, MESSAGE_DELETED, ROLE_REQUIRED,
    /// ANSWER_IN_PROGRESS, AGENT_SILENT, TOO_MANY_VERSIONS, QUOTA_EXCEEDED, TOO_MANY_ANSWERS.
    /// </exception>
    public static RestartedAnswer Regenerate(IRoomEdit edit, MessageTarget target, SendKey request)
    {
        // Before anything is refused: a repeat learns what became of the first.
        if (edit.FindRestart(request) is { } earlier)
        {
            return earlier == target.Message
                ? new(MessageChanged.By(edit, earlier), AlreadyExisted: true)
                : throw ChatErrors.RestartIdReused(earlier.ToString());
        }

        var caller = edit.RequireSpeaker(request.Author);
        var message = edit.RequireLiving(target.Message);
        if (message.Answer is not { } answer)
            throw ChatErrors.NotAnAnswer(message.Id.ToString());
        if (edit.RequireLiving(answer.Question).Author.Id != request.Author)
            RoomPolicy.RequireRole(caller, MemberRole.Moderator);
        if (answer.State == AnswerState.Generating)
            throw ChatErrors.AnswerInProgress(message.Id.ToString());
        RequireAnother(edit, message);
        Quotas.Require(edit, request.Author);
        Restart(edit, message, caller.Participant, request.ClientMessageId);
        return new(MessageChanged.By(edit, message.Id), AlreadyExisted: false);
    }

    /// <summary>The answers that a message of a person has got; each of them can be made again.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">AGENT_SILENT, TOO_MANY_VERSIONS, QUOTA_EXCEEDED, TOO_MANY_ANSWERS.</exception>
    public static IReadOnlyList<Message> AnswersTo(IRoomEdit edit, MessageId question, UserId author)
    {
        var answers = new List<Message>();
        // They began in the transaction that brought the question in: their events follow it.
        for (var next = question.Sequence + 1; edit.Event(next)?.Change is RoomChange.AnswerStarted { Message: var begun }; next++)
        {
            if (begun.Answer!.Question == question && edit.Message(begun.Id) is { Deletion: null } answer)
                answers.Add(answer);
        }

        foreach (var answer in answers)
            RequireAnother(edit, answer);
        // Those that are being written are stopped: they make room for themselves.
        if (answers.Exists(answer => answer.Answer!.State != AnswerState.Generating))
            Quotas.Require(edit, author);
        return answers;
    }

    /// <summary>Begins it anew. One that is still being written is stopped first: its text so far is not written.</summary>
    public static void Restart(IRoomEdit edit, Message message, Participant by, string requestId = "")
    {
        var answer = message.Answer!;
        if (answer.State == AnswerState.Generating)
        {
            var stopped = new AnswerOutcome(AnswerState.Cancelled, edit.OpenTurn(answer.TurnId)?.Run, Text: "") { CancelledBy = by };
            ToolCallSteps.EndAll(edit, message.Id);
            edit.Append(new RoomChange.AnswerFinished(stopped.Close(message)));
        }

        var begun = new Answer(TurnId.New(edit.Now), RunId: null, answer.Question, AnswerState.Generating)
        {
            TurnNumber = answer.TurnNumber,
            Version = Math.Max(1, answer.Version) + 1,
            AskedBy = by.Id,
        };
        edit.Append(new RoomChange.AnswerRestarted(message with { Parts = [], Mentions = [], Answer = begun }, by, requestId));
    }

    private static void RequireAnother(IRoomEdit edit, Message message)
    {
        var agent = edit.Member(message.Author.Id);
        if (agent is null || agent.Speaking == SpeakingPolicy.Quiet || RoomPolicy.IsMuted(agent, edit.Now))
            throw ChatErrors.AgentSilent(message.Author.Id.Value);
        if (message.Answer!.Version >= MaxVersions)
            throw ChatErrors.TooManyVersions(MaxVersions);
    }
}
