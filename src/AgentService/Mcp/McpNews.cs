namespace GroupChat.Agents.Mcp;

/// <summary>What happens on a connection that its supervisor has to look at. The same news twice is news once.</summary>
internal sealed class McpNews : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private bool _isTold;
    private bool _isOver;

    /// <summary>Why it has to be left; null when it need not.</summary>
    public McpLost? Left { get; private set; }

    public void Changed() => Tell(null);

    public void Leave(McpLost why) => Tell(why);

    /// <summary>Returns at news, or after a while.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!await _signal.WaitAsync(patience, cancellationToken))
            return;
        lock (_lock)
            _isTold = false;
    }

    public void Dispose()
    {
        lock (_lock)
            _isOver = true;
        _signal.Dispose();
    }

    private void Tell(McpLost? why)
    {
        lock (_lock)
        {
            Left ??= why;
            if (_isTold || _isOver)
                return;
            _isTold = true;
            _signal.Release();
        }
    }
}
