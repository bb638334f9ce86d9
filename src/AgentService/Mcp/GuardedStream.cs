namespace GroupChat.Agents.Mcp;

/// <summary>
/// What a server writes, before anything reads it. Readers keep a line, or an event of several lines, in memory until it ends, and take as
/// many of them as come: a server that writes one without end, or more than anybody needs, is cut off here.
/// </summary>
/// <param name="inner">What it writes.</param>
/// <param name="mostPerMessage">Bytes of one.</param>
/// <param name="isOfEvents">An empty line ends a message, and not every line.</param>
/// <param name="budget">Of the whole connection.</param>
internal sealed class GuardedStream(Stream inner, int mostPerMessage, bool isOfEvents, McpBudget budget) : Stream
{
    private long _line;
    private long _message;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Look(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Look(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        budget.Spend(bytes.Count((byte)'\n'), bytes.Length);
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line += bytes[..end].TrimEnd((byte)'\r').Length;
            _message = isOfEvents && _line > 0 ? _message + _line : 0;
            _line = 0;
            bytes = bytes[(end + 1)..];
        }
        _line += bytes.Length;
        if (_message + _line > mostPerMessage)
            throw budget.Exceeded("it wrote a message that is too long");
    }
}
