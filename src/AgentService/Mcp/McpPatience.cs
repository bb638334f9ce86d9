namespace GroupChat.Agents.Mcp;

/// <summary>How long a call is waited for: so long without a word, longer while the server tells of progress, and no longer than its limit.</summary>
internal sealed class McpPatience : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;
    private bool _isDisposed;

    public McpPatience(McpServerOptions options, TimeProvider time, CancellationToken stop)
    {
        _silence = TimeSpan.FromSeconds(options.TimeoutSeconds);
        _over = new CancellationTokenSource(_silence, time);
        _limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.MaxSeconds), time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, _limit.Token, stop);
    }

    public CancellationToken Token => _either.Token;

    public bool IsOver => _over.IsCancellationRequested || _limit.IsCancellationRequested;

    /// <summary>There is progress.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            // Progress may be told of a call that has ended.
            if (!_isDisposed)
                _over.CancelAfter(_silence);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        _either.Dispose();
        _limit.Dispose();
        _over.Dispose();
    }
}
