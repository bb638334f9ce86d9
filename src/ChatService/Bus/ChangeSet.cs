using GroupChat.Chat.Delivery;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Things of which other nodes have to be told, each once however often it changed. Remembers nothing until somebody tells: a process
/// that is alone has nobody to tell.
/// </summary>
internal sealed class ChangeSet<T>
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly HashSet<T> _changed = [];
    private volatile bool _isOn;

    public WakeSignal Wake { get; } = new();

    public void Begin() => _isOn = true;

    public void Add(T changed)
    {
        if (!_isOn)
            return;
        lock (_gate)
            _changed.Add(changed);
        Wake.Set();
    }

    /// <summary>Takes out so many at most; the rest waits for the next time.</summary>
    public List<T> Take(int most)
    {
        lock (_gate)
        {
            List<T> taken = [.. _changed.Take(most)];
            _changed.ExceptWith(taken);
            if (_changed.Count > 0)
                Wake.Set();
            return taken;
        }
    }
}
