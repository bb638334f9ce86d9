namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>The requests that are worked on, and how one joins and leaves.</summary>
internal sealed class Crew(SequencePool pool, FairQueue queue, Intake intake)
{
    private readonly List<Generation> _members = [];

    public IReadOnlyList<Generation> Members => _members;

    /// <summary>Cells that the members may yet want: they are as good as taken.</summary>
    public int Promised => _members.Sum(static member => member.Needs - (member.Sequence?.Held ?? 0));

    /// <summary>Those that can go on: not what waits for the disk, nor who waits for them.</summary>
    public IReadOnlyList<Generation> Ready => _members.Exists(IsReading) ? _members.FindAll(static member => !IsReading(member)) : _members;

    public bool HasCancelled => _members.Exists(static member => member.IsCancelled);

    /// <summary>Members by how little their users have had, for what only some can get.</summary>
    public void Sort() => _members.Sort(static (first, second) => first.Lane!.CompareTo(second.Lane!));

    public void Join(Generation generation)
    {
        queue.Remove(generation);
        Begin(generation);
        generation.Lane!.Running++;
        _members.Add(generation);
    }

    /// <summary>Lets others go first: what it has computed stays as long as there is room.</summary>
    public void Pause(Generation generation)
    {
        _members.Remove(generation);
        generation.Lane!.Running--;
        generation.Follows = null;
        generation.StopReading();
        if (generation.Sequence is { Held: 0 } empty)
        {
            pool.Free(empty);
            generation.Sequence = null; // it looks for a beginning to share again
        }
        queue.Return(generation);
    }

    /// <summary>Ends a request, wherever it is.</summary>
    public void Leave(Generation generation)
    {
        if (_members.Remove(generation))
            generation.Lane!.Running--;
        else
            queue.Remove(generation);
        Begin(generation);
        if (generation.Sequence is { } sequence)
            pool.Keep(sequence);
        generation.Sequence = null;
        generation.Leave();
    }

    private static bool IsReading(Generation member) => (member.Follows ?? member).Reader is not null;

    private void Begin(Generation generation)
    {
        if (generation.Started)
            return;
        generation.Started = true;
        intake.Left(generation);
    }
}
