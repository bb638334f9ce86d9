using GroupChat.Chat.Answers;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>
/// On several nodes a turn may wait on each, and the one whose claim the database takes works on it. The others let go of it, and
/// hear of it again should that node be lost.
/// </summary>
internal sealed partial class TurnBroker
{
    /// <summary>Set when there is something to let go of, or another node has no worker for a turn.</summary>
    public WakeSignal Spare { get; } = new();

    /// <summary>Turns that wait here and that no node holds, as far as is known here.</summary>
    public IReadOnlyList<TurnId> Waiting
    {
        get
        {
            lock (_gate)
                return [.. _jobs.Values.Where(job => job is { Worker: null, Held: null, IsEnding: false }).Select(job => job.Turn.Id)];
        }
    }

    /// <summary>What this node works on.</summary>
    public IReadOnlyList<HeldRun> Running
    {
        get
        {
            lock (_gate)
                return [.. _jobs.Values.Where(job => job.Held is not null).Select(job => new HeldRun(job.Turn.Id, job.Held!.Value))];
        }
    }

    /// <summary>Turns that this node holds while it has no worker for them.</summary>
    public IReadOnlyList<HeldRun> Spared
    {
        get
        {
            lock (_gate)
            {
                return [.. _jobs.Values.Where(job => job is { Worker: null, Held: not null, IsEnding: false })
                    .Select(job => new HeldRun(job.Turn.Id, job.Held!.Value))];
            }
        }
    }

    /// <summary>Takes up turns that nobody holds, and lets go of those among <paramref name="waiting"/> that somebody holds by now.</summary>
    public void Compare(IReadOnlyList<TurnId> waiting, IReadOnlyList<Turn> free)
    {
        lock (_gate)
        {
            foreach (var turn in waiting.Except(free.Select(turn => turn.Id)))
            {
                if (_jobs.TryGetValue(turn, out var job) && job is { Worker: null, Held: null, IsEnding: false })
                    Forget(turn);
            }

            foreach (var turn in free.Where(turn => !_jobs.ContainsKey(turn.Id)))
                Enqueue(new TurnJob(turn, answers.Add(turn.Room.Id, turn.Id, turn.Answer, turn.AnswerSequence)));
        }
    }

    /// <summary>The database has let this node have it.</summary>
    public void Began(TurnId turn, RunId run)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(turn, out var job) || job.Run != run)
                return;
            job.Held = run;
            job.Live.Begin(run, job.Attempts);
            Grew(job);
        }
    }

    /// <summary>The answer has ended meanwhile, or another node works on it.</summary>
    public void LetGo(TurnId turn, RunId run)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(turn, out var job) || job.Run != run)
                return;
            // A run that never began need not be stopped.
            if (job is { Held: null, Worker: { } worker })
                Release(job, worker, stop: false);
            Forget(turn);
        }
    }

    /// <summary>The database could not be asked: the run did not begin, and is no attempt.</summary>
    public void Postpone(TurnId turn, RunId run)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(turn, out var job) || job.Run != run || job.Worker is not { } worker)
                return;
            job.Worker = null;
            job.Attempts -= job.Held == run ? 0 : 1;
            worker.Running--;
            // Not matched now: it would be asked again at once.
            _queue.AddFirst(job);
        }
    }

    /// <summary>Others may have it now; it waits here as well.</summary>
    public void Released(HeldRun released)
    {
        lock (_gate)
        {
            if (_jobs.TryGetValue(released.Turn, out var job) && job.Worker is null && job.Held == released.Run)
                job.Held = null;
        }
    }

    /// <summary>A member on another node wants it to stop. Nothing when no worker of this node writes it.</summary>
    public void Stop(TurnId turn, Participant by)
    {
        lock (_gate)
        {
            if (!_jobs.TryGetValue(turn, out var job) || job.Worker is not { } worker || job.IsEnding || job.IsFinishing || job.Held is null)
                return;
            job.EndAs(AnswerState.Cancelled, "", by);
            Release(job, worker, stop: true);
        }

        Wake.Set();
    }
}
