using GroupChat.Chat.Answers;
using GroupChat.Chat.Storage;

namespace GroupChat.Chat.Turns;

/// <summary>Prepares runs: records that they begin and gathers what was said before.</summary>
internal sealed class AssignmentDesk(ITurnStore turns, IMessageStore messages)
{
    public const int MaxRecent = 20;

    /// <summary>Null when the answer has ended meanwhile, or a later run has begun.</summary>
    public async Task<Assignment?> PrepareAsync(WorkerOrder.Start order, CancellationToken cancellationToken)
    {
        var turn = order.Turn;
        if (!await turns.BeginRunAsync(turn.Id, order.Run, order.Attempt, cancellationToken))
            return null;
        var question = await messages.FindAsync(turn.Room, turn.Question, cancellationToken)
            ?? throw new InvalidOperationException($"Turn {turn.Id} asks about a message that is not there.");
        var before = await messages.ListAsync(turn.Room, question.Sequence, MaxRecent, cancellationToken);
        // What is still being written says nothing yet, and what was deleted nothing any more.
        var recent = before.Messages
            .Where(message => message.Answer is not { State: AnswerState.Generating } && message.Deletion is null).Reverse();
        return new(turn, order.Run, order.Attempt, question, [.. recent]);
    }
}
