using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>Turns that wait for a worker, by agent, oldest first. Guarded by the broker.</summary>
internal sealed class TurnQueue(TimeProvider time)
{
    private readonly Dictionary<UserId, LinkedList<TurnJob>> _waiting = [];

    /// <summary>Those for whom something waits.</summary>
    public IReadOnlyList<UserId> Agents => [.. _waiting.Where(jobs => jobs.Value.Count > 0).Select(jobs => jobs.Key)];

    public void Add(TurnJob job)
    {
        job.WaitingSince = time.GetTimestamp();
        For(job).AddLast(job);
    }

    /// <summary>A job that was with a worker already goes first.</summary>
    public void AddFirst(TurnJob job)
    {
        job.WaitingSince = time.GetTimestamp();
        For(job).AddFirst(job);
    }

    public void Remove(TurnJob job) => For(job).Remove(job);

    public TurnJob? Take(UserId agent)
    {
        if (!_waiting.TryGetValue(agent, out var jobs) || jobs.First is not { } first)
            return null;
        jobs.RemoveFirst();
        return first.Value;
    }

    /// <summary>Takes out those that have waited too long.</summary>
    public List<TurnJob> TakeOverdue(TimeSpan limit)
    {
        var overdue = _waiting.Values.SelectMany(jobs => jobs).Where(job => time.GetElapsedTime(job.WaitingSince) >= limit).ToList();
        overdue.ForEach(Remove);
        return overdue;
    }

    private LinkedList<TurnJob> For(TurnJob job)
    {
        if (!_waiting.TryGetValue(job.Turn.Agent, out var jobs))
            _waiting[job.Turn.Agent] = jobs = [];
        return jobs;
    }
}
