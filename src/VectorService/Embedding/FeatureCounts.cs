namespace GroupChat.Vectors.Embedding;

/// <summary>
/// In how many points of a tenant each feature occurs. Writers take turns; readers take no lock and may see a write that is
/// under way half done, which moves a weight a little. Additions and removals may come in any order, only their sum counts.
/// An open-addressed table of 12 bytes a place: a room easily has a hundred thousand features.
/// </summary>
internal sealed class FeatureCounts
{
    private readonly Lock _writing = new();
    private Table _table = new(256);
    private int _used;

    public int this[ulong feature]
    {
        get
        {
            var table = Volatile.Read(ref _table);
            var place = table.Find(feature);
            return Volatile.Read(ref table.Keys[place]) == 0 ? 0 : Volatile.Read(ref table.Counts[place]);
        }
    }

    /// <summary>Counts one point more (1) or one less (-1) for each of its features.</summary>
    public void Add(IReadOnlyCollection<HashFeature> features, int change)
    {
        lock (_writing)
        {
            foreach (var feature in features)
                Add(feature.Hash, change);
        }
    }

    private void Add(ulong feature, int change)
    {
        var table = _table;
        var place = table.Find(feature);
        if (table.Keys[place] == 0)
        {
            table.Counts[place] = change;
            Volatile.Write(ref table.Keys[place], feature);
            if (++_used > table.Keys.Length / 4 * 3)
                Grow();
            return;
        }

        Volatile.Write(ref table.Counts[place], table.Counts[place] + change);
    }

    /// <summary>Copies what still counts into a new table and publishes it whole.</summary>
    private void Grow()
    {
        var old = _table;
        var live = old.Counts.Count(count => count != 0);
        var table = new Table(live > old.Keys.Length / 2 ? old.Keys.Length * 2 : old.Keys.Length);
        for (var i = 0; i < old.Keys.Length; i++)
        {
            if (old.Keys[i] == 0 || old.Counts[i] == 0)
                continue;
            var place = table.Find(old.Keys[i]);
            (table.Keys[place], table.Counts[place]) = (old.Keys[i], old.Counts[i]);
        }

        _used = live;
        Volatile.Write(ref _table, table);
    }

    private sealed class Table(int places)
    {
        public ulong[] Keys { get; } = new ulong[places];

        public int[] Counts { get; } = new int[places];

        /// <summary>The feature's place, or the free place it would take. The table is never full.</summary>
        public int Find(ulong feature)
        {
            var mask = Keys.Length - 1;
            var place = (int)feature & mask;
            while (Volatile.Read(ref Keys[place]) is var key && key != 0 && key != feature)
                place = (place + 1) & mask;
            return place;
        }
    }
}
