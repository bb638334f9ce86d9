namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Decides who is worked on. The next user gets a place that is free; otherwise one who has more than a fair share gives one up, and
/// loses no more than time. A request that was started always has room to end.
/// </summary>
internal sealed class Admission(EngineSettings settings, SequencePool pool, FairQueue queue, Crew crew, EngineTally tally)
{
    // A beginning that is being read is worth waiting for when it is longer by this than what is there already.
    private const int WorthWaiting = 32;

    /// <summary>Starts what can be started; true when anything has moved.</summary>
    public bool Admit()
    {
        var moved = false;
        while (queue.Peek() is { } next && MakeRoom(next))
        {
            moved = true;
            Start(next);
        }
        return moved;
    }

    private bool MakeRoom(Generation next)
    {
        if (next.Sequence is null && pool.Find(next) is { Source: { Owner: null } kept, Length: > 0 } found)
            Adopt(next, kept, Usable(next, found.Length));
        while (crew.Members.Count >= settings.Parallel || !Fits(next))
        {
            if (crew.Members.Count < settings.Parallel && (pool.Evict() || Drop(next)))
                continue;
            if (Victim(next.Lane!) is not { } victim)
                return false;
            crew.Pause(victim);
        }
        return true;
    }

    private bool Fits(Generation next)
    {
        var known = next.Sequence?.Held ?? pool.Find(next).Length;
        return (pool.HasId || next.Sequence is not null) && pool.FreeCells - crew.Promised >= next.Needs - known;
    }

    // What others who wait have computed goes before they do; they compute it again.
    private bool Drop(Generation next)
    {
        var loser = queue.Waiting.Where(one => one != next && one.Sequence is not null).MaxBy(static one => one.Lane!.Served);
        if (loser is null)
            return false;
        pool.Free(loser.Sequence!);
        loser.Sequence = null;
        return true;
    }

    private Generation? Victim(UserLane waiting)
    {
        var richest = queue.Lanes.Where(lane => IsAhead(lane, waiting)).MaxBy(static lane => (lane.Running, lane.Served));
        return richest is null ? null : crew.Members.Last(member => member.Lane == richest);
    }

    private bool IsAhead(UserLane lane, UserLane waiting) => lane != waiting && lane.Running > waiting.Running
        && (lane.Served >= waiting.Served && lane.Running > waiting.Running + 1 || lane.Served - waiting.Served > settings.Quantum);

    private void Start(Generation next)
    {
        var (source, length) = next.Sequence is null ? pool.Find(next) : default;
        crew.Join(next);
        if (next.Sequence is not null)
            return;
        next.Sequence = pool.Open(next);
        (next.Follows, next.FollowsTo) = Leader(next, length);
        if (next.Follows is null && Usable(next, length) is > 0 and var usable)
            Share(next, source!, usable);
    }

    private int Usable(Generation next, int known) => pool.Keeper?.Plan(next, known) ?? known;

    private (Generation?, int) Leader(Generation next, int known)
    {
        (Generation?, int) best = (null, known + WorthWaiting);
        foreach (var member in crew.Members)
        {
            if (member == next || member.Pending <= 1 || !MayShare(member, next))
                continue;
            var length = Math.Min(Sequence.Common(member.Tokens, next.Tokens), next.Tokens.Count - 1);
            if (length > best.Item2)
                best = (member, length);
        }
        return best.Item1 is null ? default : best;
    }

    private bool MayShare(Generation first, Generation second) =>
        pool.Shares && first.Prefix.IsShared && first.Prefix == second.Prefix;

    /// <summary>Whether a request still waits for another's beginning; when not any more, it takes what there is.</summary>
    public bool Waits(Generation generation)
    {
        if (generation.Follows is not { } leader)
            return false;
        if (crew.Members.Contains(leader) && leader.Sequence!.Held < generation.FollowsTo)
            return true;
        generation.Follows = null;
        if (pool.Find(generation) is { Source: { } source, Length: > 0 } found)
            Share(generation, source, found.Length);
        return false;
    }

    private void Adopt(Generation next, Sequence kept, int length)
    {
        pool.Adopt(kept, next, length);
        next.Sequence = kept;
        Know(next, length);
    }

    private void Share(Generation next, Sequence source, int length)
    {
        pool.Share(source, next.Sequence!, length);
        Know(next, length);
    }

    /// <summary>Counts tokens of a prompt that were known.</summary>
    public void Know(Generation next, int length)
    {
        var known = Math.Min(length, next.PromptLength);
        next.Cached += known;
        tally.Knew(known);
    }
}
