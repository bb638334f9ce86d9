using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Turns;

/// <summary>Prepares runs: records that they begin and gathers what was said before.</summary>
internal sealed class AssignmentDesk(
    Node node, TurnBroker broker, ITurnStore turns, IMessageStore messages, IToolCallStore calls, TimeProvider time)
{
    public const int MaxRecent = 20;

    /// <summary>Null when there is nothing to do: the answer has ended meanwhile, a later run has begun, or another node works on it.</summary>
    public async Task<Assignment?> PrepareAsync(WorkerOrder.Start order, CancellationToken cancellationToken)
    {
        try
        {
            if (await turns.BeginRunAsync(ClaimOf(order), cancellationToken))
                return await GatherAsync(order, cancellationToken);
            broker.LetGo(order.Turn.Id, order.Run);
        }
        catch (DomainError error) when (error.Code == ErrorCode.Unavailable)
        {
            // The worker keeps what else it has.
            broker.Postpone(order.Turn.Id, order.Run);
        }

        return null;
    }

    private RunClaim ClaimOf(WorkerOrder.Start order)
    {
        var now = time.GetUtcNow();
        return new(order.Turn.Id, order.Run, order.Attempt) { Held = order.Held, Now = now, Until = node.IsAlone ? null : now + TurnLeases.Length };
    }

    private async Task<Assignment> GatherAsync(WorkerOrder.Start order, CancellationToken cancellationToken)
    {
        var turn = order.Turn;
        broker.Began(turn.Id, order.Run);
        var question = await messages.FindAsync(turn.Room, turn.Question, cancellationToken)
            ?? throw new InvalidOperationException($"Turn {turn.Id} asks about a message that is not there.");
        var before = await messages.ListAsync(turn.Room, question.Sequence, MaxRecent, cancellationToken);
        // What is still being written says nothing yet, and what was deleted nothing any more.
        var recent = before.Messages
            .Where(message => message.Answer is not { State: AnswerState.Generating } && message.Deletion is null).Reverse();
        return new(turn, order.Run, order.Attempt, question, [.. recent])
        {
            ToolCalls = await calls.ListAsync(turn.Room, turn.Answer, cancellationToken),
        };
    }
}
