namespace GroupChat.Agents.Mcp;

/// <summary>How much a server may say in ten seconds, over all that it writes on one connection. A server that says more is left.</summary>
internal sealed class McpBudget(TimeProvider time)
{
    private const int MostLines = 20_000;
    private const long MostBytes = 64L << 20;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<string> _exceeded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _since = time.GetTimestamp();
    private long _lines;
    private long _bytes;

    /// <summary>Done when it has said too much, with words for the log.</summary>
    public Task<string> WasExceeded => _exceeded.Task;

    /// <exception cref="IOException">It is too much.</exception>
    public void Spend(int lines, int bytes)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_since) > Span)
                (_since, _lines, _bytes) = (time.GetTimestamp(), 0, 0);
            _lines += lines;
            _bytes += bytes;
            if (_lines <= MostLines && _bytes <= MostBytes)
                return;
        }
        throw Exceeded("it wrote more than anybody can read");
    }

    public IOException Exceeded(string why)
    {
        _exceeded.TrySetResult(why);
        return new IOException(why);
    }
}
