using GroupChat.Chat.Answers;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>
/// Gives open turns to workers. A worker holds a turn as long as its stream lives and speaks; a turn whose worker is lost is given
/// out again as a new run, and after the third ends as interrupted. What is decided here is only who works: that an answer ends
/// once is the store's doing, in the transaction that closes the turn; and so is it that of several nodes one works on it.
/// </summary>
internal sealed partial class TurnBroker(
    TurnClosing closing, LiveAnswers answers, RoomFeeds feeds, IRoomBus bus, TimeProvider time, TimeSpan queueTimeout) : ICommitListener
{
    public const int MaxAttempts = 3;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<TurnId, TurnJob> _jobs = [];
    private readonly HashSet<TurnWorker> _workers = [];
    private readonly TurnQueue _queue = new(time);

    /// <summary>Set when <see cref="Sweep"/> has something to end.</summary>
    public WakeSignal Wake { get; } = new();

    /// <summary>Takes up a turn that was open when the process started.</summary>
    public void Resume(Turn turn)
    {
        lock (_gate)
            Enqueue(new TurnJob(turn, answers.Add(turn.Room.Id, turn.Id, turn.Answer, turn.AnswerSequence)));
    }

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, _) in events)
        {
            if (roomEvent.Change.Begins() is { Answer: { } begun } message)
            {
                Start(new Turn(begun.TurnId, roomEvent.Room, message.Author.Id, begun.Question, message.Id, roomEvent.Sequence, Attempts: 0)
                {
                    Asker = begun.AskedBy,
                });
            }
            else if (roomEvent.Change is RoomChange.AnswerFinished { Message.Answer: { } ended })
            {
                Forget(ended.TurnId);
                bus.Publish(new BusNote.TurnEnded(ended.TurnId));
            }
            else if (roomEvent.Change is RoomChange.ToolCallDecided)
            {
                bus.Publish(new BusNote.CallDecided());
            }
        }
    }

    /// <summary>A worker has come.</summary>
    public TurnWorker Open(WorkerOffer offer)
    {
        var worker = new TurnWorker(offer) { LastHeard = time.GetTimestamp() };
        lock (_gate)
        {
            _workers.Add(worker);
            FillUp(worker);
        }

        return worker;
    }

    /// <summary>A worker has gone: its turns wait for another.</summary>
    public void Close(TurnWorker worker, Exception? reason = null)
    {
        lock (_gate)
        {
            worker.Close(reason);
            if (!_workers.Remove(worker))
                return;
            foreach (var job in _jobs.Values.Where(job => job.Worker == worker).ToList())
                TakeBack(job);
        }
    }

    /// <summary>Any frame of a worker renews its lease.</summary>
    public void Heard(TurnWorker worker)
    {
        lock (_gate)
            worker.LastHeard = time.GetTimestamp();
    }

    /// <summary>A worker works for other agents from now on; what it has it goes on with.</summary>
    public void Offer(TurnWorker worker, IReadOnlyList<UserId> agents)
    {
        lock (_gate)
        {
            worker.WorkFor(agents);
            FillUp(worker);
        }
    }

    public void Enter(TurnWorker worker, TurnId turn, RunId run, AnswerPhase phase, ModelWait wait)
    {
        if (Find(worker, turn, run) is not { } job)
            return;
        job.Live.Enter(run, phase, wait);
        Grew(job);
    }

    public void Write(TurnWorker worker, TurnId turn, RunId run, long offset, string text)
    {
        if (Find(worker, turn, run) is not { } job)
            return;
        if (job.Live.Append(run, offset, text) == LiveAppend.TooLong)
            CutOff(job, run);
        Grew(job);
    }

    /// <summary>Looks for what the clock has ended, and returns the turns to end now.</summary>
    public IReadOnlyList<TurnJob> Sweep()
    {
        lock (_gate)
        {
            foreach (var worker in _workers.Where(worker => time.GetElapsedTime(worker.LastHeard) >= Lease).ToList())
                Close(worker, ChatErrors.LeaseLost());
            foreach (var job in _queue.TakeOverdue(queueTimeout))
                job.EndAs(AnswerState.Failed, FailureReasons.NoWorker);
            foreach (var agent in _queue.Agents)
                Match(agent);
            return [.. _jobs.Values.Where(job => job.IsEnding)];
        }
    }

    /// <summary>The turn is over, or another took it over.</summary>
    public void Forget(TurnId turn)
    {
        lock (_gate)
        {
            if (!_jobs.Remove(turn, out var job))
                return;
            _queue.Remove(job);
            if (job.Worker is { } worker)
                Release(job, worker, stop: !job.IsFinishing);
            job.Live.IsHeld = false;
            // Where nobody watches nobody hears of the end.
            if (feeds.Find(job.Turn.Room.Id) is null)
                answers.Forget(job.Live);
        }
    }

    private void Grew(TurnJob job)
    {
        feeds.Find(job.Turn.Room.Id)?.WakeForText();
        answers.Grown.Add(job.Live);
    }

    private void Start(Turn turn)
    {
        if (answers.Find(turn.Answer) is not { } live || live.Turn != turn.Id)
            return;
        lock (_gate)
        {
            Enqueue(new TurnJob(turn, live));
        }
    }

    private void Enqueue(TurnJob job)
    {
        _jobs[job.Turn.Id] = job;
        job.Live.IsHeld = true;
        if (job.Attempts >= MaxAttempts)
        {
            GiveUp(job);
            return;
        }

        _queue.Add(job);
        Match(job.Turn.Agent);
        if (job.Worker is null)
            bus.Publish(new BusNote.TurnWaits());
    }

    private void TakeBack(TurnJob job)
    {
        job.Worker = null;
        if (job.IsEnding)
            return;
        if (job.Attempts >= MaxAttempts)
        {
            GiveUp(job);
            return;
        }

        job.Live.Requeue();
        Grew(job);
        _queue.AddFirst(job);
        Match(job.Turn.Agent);
        if (job.Worker is null)
            Spare.Set();
    }

    private void GiveUp(TurnJob job)
    {
        job.EndAs(AnswerState.Interrupted, FailureReasons.WorkerLost);
        Wake.Set();
    }

    private void CutOff(TurnJob job, RunId run)
    {
        lock (_gate)
        {
            if (job.Worker is not { } worker || job.Run != run || job.IsEnding)
                return;
            job.EndAs(AnswerState.Failed, FailureReasons.AnswerTooLong);
            Release(job, worker, stop: true);
        }

        Wake.Set();
    }

    private void Release(TurnJob job, TurnWorker worker, bool stop)
    {
        job.Worker = null;
        worker.Running--;
        if (stop)
        {
            worker.Stopped(job.Run!.Value, job.Turn);
            worker.Tell(new WorkerOrder.Stop(job.Turn.Id, job.Run!.Value));
        }

        FillUp(worker);
    }

    private void FillUp(TurnWorker worker)
    {
        foreach (var agent in worker.Agents)
            Match(agent);
    }

    private void Match(UserId agent)
    {
        while (_workers.Where(worker => worker.CanTake(agent)).MinBy(worker => worker.Running) is { } free && _queue.Take(agent) is { } job)
        {
            var run = RunId.New(time.GetUtcNow());
            (job.Worker, job.Run) = (free, run);
            job.Attempts++;
            free.Running++;
            free.Tell(new WorkerOrder.Start(job.Turn, run, job.Attempts) { Held = job.Held });
        }
    }

    private TurnJob? Find(TurnWorker worker, TurnId turn, RunId run)
    {
        lock (_gate)
            return _jobs.TryGetValue(turn, out var job) && job.IsHeldBy(worker, run) ? job : null;
    }
}
