using GroupChat.Chat.Answers;
using GroupChat.Chat.Log;
using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.ToolCalls;

namespace GroupChat.Chat.Turns;

/// <summary>Ends answers. A turn is gone once its answer has ended: so it ends once, whoever tries.</summary>
internal sealed class TurnClosing(IRoomWriter writer)
{
    /// <summary>Null when it had ended before, or when <paramref name="onlyRun"/> is given and no longer the turn's run.</summary>
    public Task<Message?> CloseAsync(
        RoomId room, TurnId turn, RunId? onlyRun, AnswerOutcome outcome, CancellationToken cancellationToken) =>
        CloseIfAsync(room, turn, open => onlyRun is null || open.Run == onlyRun, outcome, cancellationToken);

    /// <summary>Null when it had ended before, or does not stand as it is expected to.</summary>
    public Task<Message?> CloseIfAsync(
        RoomId room, TurnId turn, Func<Turn, bool> stands, AnswerOutcome outcome, CancellationToken cancellationToken) =>
        writer.ChangeAsync(room, edit => Close(edit, turn, stands, outcome), cancellationToken);

    /// <summary>Records what a run cost that does not end its answer: one that was stopped or lost.</summary>
    public Task ChargeAsync(Turn turn, AnswerOutcome outcome, CancellationToken cancellationToken) => outcome is { Usage: null, Charges.Count: 0 }
        ? Task.CompletedTask
        : writer.ChangeAsync(
            turn.Room.Id,
            edit =>
            {
                Charge(edit, turn, outcome);
                return true;
            },
            cancellationToken);

    /// <summary>Whose use it is we know better than workers.</summary>
    private static void Charge(IRoomEdit edit, Turn turn, AnswerOutcome outcome)
    {
        foreach (var charge in outcome.Charges)
            edit.Charge(charge with { User = turn.Asker, Agent = turn.Agent });
        if (outcome is { Usage: { IsNothing: false } usage, Charges.Count: 0 })
            edit.Charge(new(turn.Asker, turn.Agent, outcome.ModelId, usage));
    }

    private static Message? Close(IRoomEdit edit, TurnId id, Func<Turn, bool> stands, AnswerOutcome outcome)
    {
        if (edit.OpenTurn(id) is not { } turn || !stands(turn))
            return null;
        ToolCallSteps.EndAll(edit, turn.Answer);
        var finished = outcome.Close(edit.Message(turn.Answer)!);
        if (outcome.State == AnswerState.Complete)
            finished = finished with { Mentions = OtherAgents(edit, finished, outcome.Text) };
        edit.Append(new RoomChange.AnswerFinished(finished));
        Charge(edit, turn, outcome);
        // One that is made again asks nobody anew: whom it asked has answered.
        if (outcome.State == AnswerState.Complete && finished.Answer!.Version <= 1)
            Speakers.Ask(edit, finished);
        return finished;
    }

    /// <summary>Agents see each other as members do, and may address each other.</summary>
    private static IReadOnlyList<Participant> OtherAgents(IRoomEdit edit, Message answer, string text)
    {
        var others = edit.Agents.Count > 1 ? Addressees.Of(edit, MentionScanner.Handles(text), []) : [];
        return [.. others.Where(agent => agent.Id != answer.Author.Id)];
    }
}
