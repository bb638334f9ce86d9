using System.IO.Pipelines;
using System.Net.Sockets;

namespace GroupChat.ServiceDefaults.Sending;

/// <summary>
/// The way out of a connection: a flush gives the bytes to the system at once, on the thread that flushes. The server's own way hands
/// them over a pipe to a loop on another thread. Flushes that follow each other closely are gathered into one call, and what the
/// system does not take waits here for as long as it takes.
/// </summary>
/// <param name="socket">Connected; made not to block.</param>
/// <param name="inner">The transport's own writer, by whose completion the socket is closed.</param>
/// <param name="time">Tells whether a flush follows closely.</param>
internal sealed class SocketOutput(Socket socket, PipeWriter inner, TimeProvider time) : PipeWriter, IThreadPoolWorkItem
{
    /// <summary>With so many bytes waiting a flush waits too, until half are gone: what the server's own transport does.</summary>
    public const int MostWaiting = 64 * 1024;

    /// <summary>Flushes at this distance belong together: 100 us.</summary>
    private readonly long _closely = time.TimestampFrequency / 10_000;
    private readonly Lock _gate = new();
    private readonly OutgoingBytes _bytes = new();
    private TaskCompletionSource<FlushResult>? _paused;
    private TaskCompletionSource? _ending;
    private long _lastFlush;
    private bool _isSending;
    private bool _isCancelled;
    private bool _isComplete;
    private bool _isEnded;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _bytes.Unflushed;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        lock (_gate)
            return _bytes.Room(sizeHint);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        lock (_gate)
            _bytes.Wrote(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var (isOurs, isClose) = Flush();
        if (isOurs && isClose)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        else if (isOurs)
            _ = SendAsync(); // catches what can go wrong, and ends the connection
        lock (_gate)
            return Outcome(cancellationToken);
    }

    public override void CancelPendingFlush()
    {
        TaskCompletionSource<FlushResult>? paused;
        lock (_gate)
        {
            (paused, _paused) = (_paused, null);
            _isCancelled |= paused is null;
        }

        paused?.TrySetResult(new(isCanceled: true, isCompleted: false));
    }

    public override void Complete(Exception? exception = null)
    {
        bool isOurs;
        lock (_gate)
        {
            if (_isComplete)
                return;
            _isComplete = true;
            _bytes.Flush();
            isOurs = !_isSending;
            _isSending = true;
        }

        if (exception is not null)
            End();
        else if (isOurs)
            _ = SendAsync();
    }

    /// <summary>Completes, and waits until all is sent or nobody takes it any more.</summary>
    public Task EndAsync()
    {
        Complete();
        lock (_gate)
            return _isEnded ? Task.CompletedTask : (_ending ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    void IThreadPoolWorkItem.Execute() => _ = SendAsync();

    /// <summary>Whether it is for the caller to send, and whether the flush before was just now.</summary>
    private (bool IsOurs, bool IsClose) Flush()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            _bytes.Flush();
            var isClose = now - _lastFlush < _closely;
            _lastFlush = now;
            if (_isEnded)
                _bytes.Drop();
            if (_isSending || _bytes.Waiting == 0)
                return (false, isClose);
            _isSending = true;
            return (true, isClose);
        }
    }

    private ValueTask<FlushResult> Outcome(CancellationToken cancellationToken)
    {
        if (_isCancelled || _isEnded || _bytes.Waiting < MostWaiting)
        {
            var result = new FlushResult(_isCancelled, _isEnded);
            _isCancelled = false;
            return new(result);
        }

        _paused ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new(_paused.Task.WaitAsync(cancellationToken));
    }

    /// <summary>By one at a time, until nothing waits.</summary>
    private async Task SendAsync()
    {
        try
        {
            while (Next() is { IsEmpty: false } bytes)
            {
                var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock)
                    sent = await socket.SendAsync(bytes, SocketFlags.None);
                else if (error != SocketError.Success)
                    throw new SocketException((int)error);
                Sent(sent);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            End(); // the client is gone, which the reading half says to the server
        }
    }

    private ReadOnlyMemory<byte> Next()
    {
        lock (_gate)
        {
            var bytes = _isEnded ? default : _bytes.Next();
            if (!bytes.IsEmpty)
                return bytes;
            _isSending = false;
            if (!_isComplete || _isEnded)
                return default;
        }

        End();
        return default;
    }

    private void Sent(int count)
    {
        TaskCompletionSource<FlushResult>? resumed = null;
        lock (_gate)
        {
            _bytes.Sent(count);
            if (_bytes.Waiting <= MostWaiting / 2)
                (resumed, _paused) = (_paused, null);
        }

        resumed?.TrySetResult(default);
    }

    private void End()
    {
        TaskCompletionSource<FlushResult>? resumed;
        TaskCompletionSource? ending;
        lock (_gate)
        {
            if (_isEnded)
                return;
            _isEnded = true;
            _bytes.Drop();
            (resumed, _paused) = (_paused, null);
            ending = _ending;
        }

        resumed?.TrySetResult(new(isCanceled: false, isCompleted: true));
        inner.Complete();
        ending?.TrySetResult();
    }
}
