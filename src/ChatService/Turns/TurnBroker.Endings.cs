using GroupChat.Chat.Answers;

namespace GroupChat.Chat.Turns;

/// <summary>What workers say of the ends of their runs, and what becomes of it.</summary>
internal sealed partial class TurnBroker
{
    /// <summary>Ends a run. False when it had been stopped or replaced: then nothing has changed.</summary>
    public async Task<bool> FinishAsync(TurnWorker worker, TurnId turn, RunId run, AnswerOutcome outcome)
    {
        TurnJob? job;
        lock (_gate)
        {
            job = Find(worker, turn, run);
            if (job is { } lost && outcome.State == AnswerState.Interrupted)
                Lose(lost, worker);
            else if (job is not null)
                job.IsFinishing = true;
        }

        // Not tied to the worker's stream: its work is done.
        if (job is { IsFinishing: true })
            return await EndAsync(job, run, outcome);
        if ((job?.Turn ?? worker.TakeStopped(run)) is { } paid)
            await closing.ChargeAsync(paid, outcome, CancellationToken.None);
        return job is not null;
    }

    private async Task<bool> EndAsync(TurnJob job, RunId run, AnswerOutcome outcome)
    {
        job.Live.Freeze(onlyRun: run);
        try
        {
            if (await closing.CloseAsync(job.Turn.Room.Id, job.Turn.Id, run, outcome.WithinLimit(), CancellationToken.None) is not null)
                return true;
            // Somebody else was quicker to end it; what it cost it cost.
            await closing.ChargeAsync(job.Turn, outcome, CancellationToken.None);
            return false;
        }
        finally
        {
            lock (_gate)
                job.IsFinishing = false;
        }
    }

    /// <summary>The worker lives, but something that it worked with does not: a run that is lost like those of a worker that is gone.</summary>
    private void Lose(TurnJob job, TurnWorker worker)
    {
        worker.Running--;
        TakeBack(job);
        FillUp(worker);
    }
}
