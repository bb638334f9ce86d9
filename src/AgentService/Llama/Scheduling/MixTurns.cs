namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Whose turn it is when answers are computed with different adapters, which one step cannot do. Those who compute alike take turns of
/// some steps, so that nobody waits longer than the others' turns: as in one batch, all answers grow at the same pace.
/// </summary>
internal sealed class MixTurns
{
    // A change of adapters costs the library a part of a step.
    private const int StepsOfATurn = 4;

    private readonly LinkedList<AdapterMix> _order = [];
    private int _left;

    public AdapterMix Next(IReadOnlyList<Generation> members)
    {
        if (AreAlike(members))
            return members[0].Prefix.Mix;
        var present = members.Select(static member => member.Prefix.Mix).ToHashSet();
        if (_left-- > 0 && _order.Last is { } current && present.Contains(current.Value))
            return current.Value;
        _left = StepsOfATurn - 1;
        return Turn(present);
    }

    private AdapterMix Turn(HashSet<AdapterMix> present)
    {
        foreach (var gone in _order.Where(mix => !present.Contains(mix)).ToList())
            _order.Remove(gone);
        foreach (var mix in present.Except(_order))
            _order.AddFirst(mix);
        var next = _order.First!;
        _order.RemoveFirst();
        _order.AddLast(next);
        return next.Value;
    }

    private static bool AreAlike(IReadOnlyList<Generation> members)
    {
        for (var i = 1; i < members.Count; i++)
        {
            if (!members[i].Prefix.Mix.Equals(members[0].Prefix.Mix))
                return false;
        }
        return true;
    }
}
