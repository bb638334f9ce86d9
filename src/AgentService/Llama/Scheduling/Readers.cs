namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// When those who wait for answers hear of what lies in their mailboxes: of first words and ends at once, of the rest not more often
/// than they could show it. A small model makes a token in less time than it takes to wake threads for it. Used by the engine's thread.
/// </summary>
internal sealed class Readers(TimeProvider time)
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<Generation> _untold = [];
    private bool _isUrgent;
    private long _told;

    /// <summary>There is something for the one who asked.</summary>
    public void Owe(Generation generation, bool atOnce)
    {
        _untold.Add(generation);
        _isUrgent |= atOnce;
    }

    /// <summary>After each step: tells all of them when it is time, or when one of them has waited for just this.</summary>
    public void Tell()
    {
        if (_isUrgent || (_untold.Count > 0 && time.GetElapsedTime(_told) >= Spacing))
            TellNow();
    }

    /// <summary>Before what may take long.</summary>
    public void TellNow()
    {
        if (_untold.Count == 0)
            return;
        foreach (var generation in _untold)
            generation.Mailbox.Tell();
        _untold.Clear();
        (_isUrgent, _told) = (false, time.GetTimestamp());
    }
}
