using System.Diagnostics.CodeAnalysis;
using GroupChat.Chat.Answers;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>An open turn and where its work stands: waiting, with a worker, or about to be ended by us. Guarded by the broker.</summary>
internal sealed class TurnJob(Turn turn, LiveAnswer live)
{
    public Turn Turn { get; } = turn;

    public LiveAnswer Live { get; } = live;

    public int Attempts { get; set; } = turn.Attempts;

    /// <summary>Since when it has waited, as a timestamp of the clock.</summary>
    public long WaitingSince { get; set; }

    public TurnWorker? Worker { get; set; }

    /// <summary>The current or last run.</summary>
    public RunId? Run { get; set; }

    /// <summary>The run that this node holds it with in the database.</summary>
    public RunId? Held { get; set; }

    /// <summary>The run that the database knows, as far as is known here.</summary>
    public RunId? Known => Held ?? Turn.Run;

    /// <summary>The worker's result is being written.</summary>
    public bool IsFinishing { get; set; }

    /// <summary>How it is to be ended because no worker will.</summary>
    public AnswerOutcome? Ending { get; private set; }

    public bool IsHeldBy(TurnWorker worker, RunId run) => Worker == worker && Run == run;

    public void EndAs(AnswerState state, string reason, Participant? by = null)
    {
        Live.Freeze();
        Ending = new AnswerOutcome(state, Run, Live.LastWords().Text ?? "") { FailureReason = reason, CancelledBy = by };
    }

    [MemberNotNullWhen(true, nameof(Ending))]
    public bool IsEnding => Ending is not null;
}
