namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Who is next: the user who has had the fewest tokens, by weight. A user who comes back starts level with those who are there,
/// so that nobody saves up and nobody is punished for having been alone. After the virtual token counter of Sheng et al.,
/// "Fairness in Serving Large Language Models" (2024).
/// </summary>
internal sealed class FairQueue
{
    private const int MostLanes = 1_024;

    private readonly Dictionary<string, UserLane> _lanes = new(StringComparer.Ordinal);
    private double _level;

    public int Count { get; private set; }

    public IEnumerable<UserLane> Lanes => _lanes.Values;

    /// <summary>All that wait, in no order.</summary>
    public IEnumerable<Generation> Waiting => _lanes.Values.SelectMany(static lane => lane.Waiting);

    public void Join(Generation generation)
    {
        var lane = LaneOf(generation.Request.UserKey);
        generation.Lane = lane;
        lane.Waiting.AddLast(generation);
        Count++;
    }

    /// <summary>Takes back a request that has to make room: it is its user's next one.</summary>
    public void Return(Generation generation)
    {
        generation.Lane!.Waiting.AddFirst(generation);
        Count++;
    }

    public void Remove(Generation generation)
    {
        if (generation.Lane!.Waiting.Remove(generation))
            Count--;
    }

    /// <summary>The next request, which stays where it is.</summary>
    public Generation? Peek() => NextLane()?.Waiting.First!.Value;

    public static void Charge(Generation generation, int tokens) => generation.Lane!.Served += tokens / generation.Request.Weight;

    /// <summary>Everyone who waits, as they will be served when nothing else comes.</summary>
    public IEnumerable<Generation> InOrder()
    {
        var lanes = new PriorityQueue<LinkedListNode<Generation>, double>();
        foreach (var lane in _lanes.Values.Where(static lane => lane.Waiting.Count > 0))
            lanes.Enqueue(lane.Waiting.First!, lane.Served);
        while (lanes.TryDequeue(out var node, out var served))
        {
            yield return node.Value;
            if (node.Next is { } next)
                lanes.Enqueue(next, served + (node.Value.Needs / node.Value.Request.Weight));
        }
    }

    private UserLane? NextLane()
    {
        UserLane? next = null;
        foreach (var lane in _lanes.Values)
        {
            if (lane.Waiting.Count > 0 && (next is null || lane.CompareTo(next) < 0))
                next = lane;
        }
        return next;
    }

    private UserLane LaneOf(string user)
    {
        // Where nobody is served all start anew: what was had alone cost nobody anything.
        _level = _lanes.Values.Where(static lane => lane.IsActive).Select(static lane => lane.Served).DefaultIfEmpty(Highest()).Min();
        if (!_lanes.TryGetValue(user, out var lane))
        {
            if (_lanes.Count >= MostLanes)
                Forget();
            _lanes[user] = lane = new UserLane(user);
        }
        if (!lane.IsActive)
            lane.Served = Math.Max(lane.Served, _level);
        return lane;
    }

    private double Highest() => _lanes.Values.Select(static lane => lane.Served).Append(_level).Max();

    private void Forget()
    {
        foreach (var lane in _lanes.Values.Where(static lane => !lane.IsActive).ToList())
            _lanes.Remove(lane.Key);
    }
}
