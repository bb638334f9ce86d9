namespace GroupChat.Chat.Log;

/// <summary>
/// Passes committed events on to those who listen, one after the other in the order of their adding. Stores are made before
/// their listeners, which use the stores themselves: so listeners come later.
/// </summary>
internal sealed class CommitRelay : ICommitListener
{
    private ICommitListener[] _listeners = [];

    /// <summary>Called while the service starts, before the first commit.</summary>
    public void Add(ICommitListener listener) => _listeners = [.. _listeners, listener];

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var listener in _listeners)
            listener.Committed(events);
    }
}
