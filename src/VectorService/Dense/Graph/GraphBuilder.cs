namespace GroupChat.Vectors.Dense.Graph;

/// <summary>
/// Puts slots into the graph, one after the other, in their order. One thread at a time; searches go on meanwhile. Candidates are
/// found by codes, neighbours chosen by floats.
/// </summary>
internal sealed unsafe class GraphBuilder(VectorRows rows, GraphLinks links)
{
    private readonly NeighbourChoice _choice = new();

    /// <summary>Puts the next slot in; it has been appended to the rows.</summary>
    public void Add()
    {
        var scratch = SearchScratch.Mine;
        var (view, graph) = (rows.View, links.View);
        var slot = graph.Count;
        var level = GraphShape.LevelOf(slot);
        links.Prepare(slot, level);
        if (slot > 0)
            Connect(view, graph, slot, level, scratch);
        links.Publish(slot, level);
        GC.KeepAlive(links);
    }

    private void Connect(in VectorView view, in GraphView before, int slot, int level, SearchScratch scratch)
    {
        var query = scratch.Query(view, rows.Row(slot));
        var from = GraphWalk.Descend<ByCodes>(view, before, query, scratch, level + 1);
        var graph = links.View with { Count = before.Count }; // sees the rows prepared for the slot, and walks without it
        for (var at = Math.Min(level, before.EntryLevel); at >= 0; at--)
        {
            GraphWalk.Widen<ByCodes, AdmitAll>(view, graph, query, scratch, from, at, GraphShape.BuildWidth, default);
            from = SlotKey.Slot(scratch.Beam[0]);
            Link(view, graph, slot, at, scratch);
        }
    }

    private void Link(in VectorView view, in GraphView graph, int slot, int level, SearchScratch scratch)
    {
        OfferBeam(view, slot, scratch);
        Span<int> places = stackalloc int[GraphShape.Chosen];
        var found = _choice.Choose(view, GraphShape.Chosen, scratch);
        found.CopyTo(places); // linking back chooses again
        var chosen = places[..found.Length];
        Write(graph.Neighbours(slot, level), chosen, GraphShape.Most(level));
        foreach (var neighbour in chosen)
            LinkBack(view, graph, neighbour, slot, level, scratch);
    }

    private void OfferBeam(in VectorView view, int slot, SearchScratch scratch)
    {
        _choice.Clear();
        var beam = scratch.Beam;
        for (var from = 0; from < beam.Count; from += SearchScratch.MaxGroup)
        {
            var count = Math.Min(SearchScratch.MaxGroup, beam.Count - from);
            for (var i = 0; i < count; i++)
                scratch.Slots[i] = SlotKey.Slot(beam[from + i]);
            _choice.Offer(view, slot, scratch, count);
        }
    }

    private void LinkBack(in VectorView view, in GraphView graph, int neighbour, int slot, int level, SearchScratch scratch)
    {
        var list = graph.Neighbours(neighbour, level);
        var most = GraphShape.Most(level);
        var count = new ReadOnlySpan<int>(list, most).IndexOf(GraphShape.None);
        if (count >= 0)
        {
            Volatile.Write(ref list[count], slot);
            return;
        }

        new ReadOnlySpan<int>(list, most).CopyTo(new Span<int>(scratch.Slots, most));
        scratch.Slots[most] = slot;
        _choice.Clear();
        _choice.Offer(view, neighbour, scratch, most + 1);
        Write(list, _choice.Choose(view, most, scratch), most);
    }

    // From the front, each with what it points to visible first: whoever reads meanwhile finds neighbours, old or new.
    private static void Write(int* list, ReadOnlySpan<int> slots, int most)
    {
        for (var i = 0; i < slots.Length; i++)
            Volatile.Write(ref list[i], slots[i]);
        for (var i = slots.Length; i < most; i++)
            Volatile.Write(ref list[i], GraphShape.None);
    }
}
