using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using GroupChat.Gateway.Protection;

namespace GroupChat.Gateway.Edge.Forwarding;

/// <summary>
/// The messages of a client on their way to a service, as they come in: read when the service takes more. The first of them are kept
/// in the client's own buffer until the service has answered, so that a call which nobody has seen can be sent again.
/// </summary>
internal sealed class ForwardedBody(PipeReader messages, MessagePace? pace, CancellationToken callEnds) : HttpContent
{
    /// <summary>What is kept for sending again: well below what a client may send before somebody reads.</summary>
    public const int MostKept = 64 * 1024;

    // One attempt at a time: one that was refused may still be on its way out when the next begins.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ends = CancellationTokenSource.CreateLinkedTokenSource(callEnds);
    private readonly MessageGate? _gate = pace is null ? null : new(pace);
    private bool _begun;
    private bool _isWhole = true;
    private volatile bool _answered;

    /// <summary>Why the client's messages came to an end in the middle, if they did.</summary>
    public Exception? ClientFault { get; private set; }

    /// <summary>There is an answer: nothing will be sent again.</summary>
    public void Answered() => _answered = true;

    /// <summary>Stops sending. Afterwards nobody touches the client's request any more.</summary>
    public async Task EndAsync()
    {
        await _ends.CancelAsync();
        await _turn.WaitAsync();
        _ends.Dispose();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var callEnd = _ends.Token;
        try
        {
            await SendInTurnAsync(stream, callEnd, cancellationToken);
            return;
        }
        catch (OperationCanceledException) when (!callEnd.IsCancellationRequested)
        {
            // The connection has given this attempt up, maybe before its turn came; why, and whether there may be another one, it says
            // to whoever waits for the answer, unless this side is heard first.
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, callEnd);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task SendInTurnAsync(Stream stream, CancellationToken callEnd, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(callEnd, cancellationToken);
            if (_begun)
                Rewind();
            _begun = true;
            await SendAsync(stream, ends.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Rewind()
    {
        if (!_isWhole)
            throw new IOException("the beginning of the request has been given away");
        // All of it was looked at before: without this the next read would wait for more.
        messages.CancelPendingRead();
    }

    private async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        // The headers: a client may wait for an answer before it sends a message.
        await stream.FlushAsync(cancellationToken);
        for (var sent = 0L; ;)
        {
            var read = await ReadAsync(cancellationToken);
            await WriteAsync(stream, read, sent, cancellationToken);
            var keeps = _isWhole && !_answered && read.Buffer.Length <= MostKept;
            _isWhole = keeps;
            sent = keeps ? read.Buffer.Length : 0;
            messages.AdvanceTo(keeps ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            if (read.IsCompleted)
                return;
            await stream.FlushAsync(cancellationToken);
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await messages.ReadAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException)
        {
            ClientFault = error;
            throw;
        }
    }

    private async ValueTask WriteAsync(Stream stream, ReadResult read, long sent, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(stream, read.Buffer.Slice(sent), cancellationToken);
        }
        catch
        {
            // Given back, or nobody could read it for another attempt.
            messages.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            throw;
        }
    }

    private async ValueTask WriteAsync(Stream stream, ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        if (_gate is not null)
        {
            await _gate.WriteAsync(stream, bytes, cancellationToken);
            return;
        }

        foreach (var part in bytes)
            await stream.WriteAsync(part, cancellationToken);
    }
}
