using System.Collections.Concurrent;
using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Index;

/// <summary>
/// Which slots have which value of which payload entry, so that a filter by document need not look at every point. One writer
/// at a time appends, readers take no lock. Slots may be dead: readers go by their snapshot.
/// </summary>
internal sealed class PayloadPostings
{
    private readonly ConcurrentDictionary<(string Key, string Value), AppendList<int>> _slots = new();

    public void Add(int slot, IReadOnlyDictionary<string, string> payload)
    {
        foreach (var (key, value) in payload)
        {
            if (!_slots.TryGetValue((key, value), out var slots))
                _slots[(key, value)] = slots = new AppendList<int>(1);
            slots.Add(slot);
        }
    }

    /// <summary>Slots of which those that match are a part, each once; null when the filter asks for no value that all have to have.</summary>
    public IEnumerable<int>? Narrow(PayloadFilter filter)
    {
        var lists = ListsOf(filter);
        return lists is null ? null : Slots(lists);
    }

    private static IEnumerable<int> Slots(List<AppendList<int>> lists)
    {
        foreach (var list in lists)
        {
            for (int i = 0, count = list.Count; i < count; i++)
                yield return list[i];
        }
    }

    // A point has one value under a key: lists of several values share no slot.
    private List<AppendList<int>>? ListsOf(PayloadFilter filter) => filter switch
    {
        PayloadFilter.AnyOf any => [.. any.Values.Select(value => _slots.GetValueOrDefault((any.Key, value))).OfType<AppendList<int>>()],
        PayloadFilter.Group group => group.Must.Select(ListsOf).OfType<List<AppendList<int>>>().MinBy(lists => lists.Sum(list => (long)list.Count)),
        _ => null,
    };
}
