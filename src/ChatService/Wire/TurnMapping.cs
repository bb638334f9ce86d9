using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;
using Proto = GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chat.Wire;

internal static class TurnMapping
{
    public static WorkerOffer ToDomain(this Proto.WorkerOpen open) =>
        new(open.WorkerId, [.. open.AgentIds.Select(id => new Rooms.UserId(id))], open.MaxConcurrentTurns);

    public static KnownAgent ToDomain(this Proto.ToldAgent agent) =>
        new(new(new(agent.AgentId), agent.DisplayName, ParticipantKind.Agent), agent.RoomId, agent.Deleted);

    public static Proto.RunAssignment ToProto(this Assignment assignment)
    {
        var turn = assignment.Turn;
        var proto = new Proto.RunAssignment
        {
            TurnId = turn.Id.ToString(),
            RunId = assignment.Run.ToString(),
            Attempt = assignment.Attempt,
            RoomId = turn.Room.Id.Value,
            AgentId = turn.Agent.Value,
            Question = assignment.Question.ToProto(),
            AnswerMessageId = turn.Answer.ToString(),
            PayerId = turn.Asker?.Value ?? "",
        };
        foreach (var message in assignment.Recent)
            proto.Recent.Add(message.ToProto());
        foreach (var call in assignment.ToolCalls)
            proto.ToolCalls.Add(call.ToProto());
        return proto;
    }

    /// <summary>Null for a phase that a run cannot be in.</summary>
    public static AnswerPhase? ToDomain(this Proto.RunProgress progress) => progress.Phase switch
    {
        Proto.AnswerPhase.Retrieving => AnswerPhase.Retrieving,
        Proto.AnswerPhase.Generating => AnswerPhase.Generating,
        Proto.AnswerPhase.UsingTools => AnswerPhase.UsingTools,
        Proto.AnswerPhase.WaitingForApproval => AnswerPhase.WaitingForApproval,
        _ => null,
    };

    public static ModelWait ToWait(this Proto.RunProgress progress) => progress.Phase != Proto.AnswerPhase.Generating ? default : new(
        progress.HasQueuePosition ? Math.Max(0, progress.QueuePosition) : null,
        Math.Clamp(progress.PromptTokensRead, 0, Math.Max(0, progress.PromptTokens)),
        Math.Max(0, progress.PromptTokens));

    /// <summary>Null for a state in which a worker cannot end a run.</summary>
    public static AnswerOutcome? ToOutcome(this Proto.RunFinish finish, RunId run)
    {
        AnswerState? state = finish.State switch
        {
            Proto.AnswerState.Complete => AnswerState.Complete,
            Proto.AnswerState.Cancelled => AnswerState.Cancelled,
            Proto.AnswerState.Failed => AnswerState.Failed,
            Proto.AnswerState.Interrupted => AnswerState.Interrupted,
            _ => null,
        };
        return state is null ? null : new(state.Value, run, finish.Text)
        {
            ModelId = finish.ModelId,
            Citations = [.. finish.Citations.Select(AnswerMapping.ToDomain)],
            Usage = finish.Usage?.ToDomain(),
            Charges = [.. finish.Charges.Select(static charge => charge.ToDomain().Charge)],
            FailureReason = state is AnswerState.Failed or AnswerState.Interrupted ? finish.FailureReason : "",
        };
    }
}
