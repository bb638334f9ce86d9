using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>Ends answers. A turn is gone once its answer has ended: so it ends once, whoever tries.</summary>
internal sealed class TurnClosing(IRoomWriter writer)
{
    /// <summary>Null when it had ended before, or when <paramref name="onlyRun"/> is given and no longer the turn's run.</summary>
    public Task<Message?> CloseAsync(
        RoomId room, TurnId turn, RunId? onlyRun, AnswerOutcome outcome, CancellationToken cancellationToken) =>
        writer.ChangeAsync(room, edit => Close(edit, turn, onlyRun, outcome), cancellationToken);

    private static Message? Close(IRoomEdit edit, TurnId id, RunId? onlyRun, AnswerOutcome outcome)
    {
        if (edit.OpenTurn(id) is not { } turn || (onlyRun is not null && turn.Run != onlyRun))
            return null;
        var finished = outcome.Close(edit.Message(turn.Answer)!);
        edit.Append(new RoomChange.AnswerFinished(finished));
        return finished;
    }
}
