using GroupChat.Chat.Bus;

namespace GroupChat.Chat.Tests.Bus;

/// <summary>Where the buses of several nodes in one test meet. With a seed it is hostile: it loses, doubles and reorders.</summary>
internal sealed class MemoryHub(int? hostile = null)
{
    private readonly Lock _gate = new();
    private readonly Random _dice = new(hostile ?? 0);
    private readonly List<MemoryBus> _nodes = [];
    private readonly List<(MemoryBus To, BusNote Note)> _held = [];

    public MemoryBus Join(NodeId id)
    {
        var bus = new MemoryBus(id, this);
        lock (_gate)
            _nodes.Add(bus);
        return bus;
    }

    public void Leave(MemoryBus bus)
    {
        lock (_gate)
            _nodes.Remove(bus);
    }

    public void Carry(MemoryBus from, BusNote note)
    {
        lock (_gate)
        {
            foreach (var to in _nodes.Where(node => node != from))
                Post(to, note);
        }
    }

    private void Post(MemoryBus to, BusNote note)
    {
        if (hostile is null)
        {
            to.Deliver(note);
            return;
        }

        var fate = _dice.Next(10);
        if (fate < 3)
            return;
        _held.Add((to, note));
        if (fate < 5)
            _held.Add((to, note));
        while (_held.Count > 8)
        {
            var next = _dice.Next(_held.Count);
            var (receiver, late) = _held[next];
            _held.RemoveAt(next);
            receiver.Deliver(late);
        }
    }
}
