using System.IO.Pipelines;

namespace GroupChat.Gateway.Edge;

/// <summary>
/// Request messages on their way into a call. Holds about one message: who writes waits until the call has read. One writer at a
/// time.
/// </summary>
internal sealed class RequestMessages
{
    // The pipe lets one message in, whatever its size, and the next one only when little of it is left.
    private const int PauseAt = 64 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        pauseWriterThreshold: PauseAt, resumeWriterThreshold: PauseAt / 2, useSynchronizationContext: false));

    public PipeReader Reader => _pipe.Reader;

    /// <summary>Sends one message; false when the call wants no more of them.</summary>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        GrpcFrame.WritePrefix(_pipe.Writer.GetSpan(GrpcFrame.PrefixLength), message.Length);
        _pipe.Writer.Advance(GrpcFrame.PrefixLength);
        return !(await _pipe.Writer.WriteAsync(message, cancellationToken)).IsCompleted;
    }

    /// <summary>No more messages come, though the pump goes on watching its client.</summary>
    public ValueTask CompleteAsync() => _pipe.Writer.CompleteAsync();

    /// <summary>The pump from its start to the end of the request; what it throws, the reader of the request gets too.</summary>
    internal async Task RunAsync(Func<RequestMessages, CancellationToken, Task> pump, CancellationToken cancellationToken)
    {
        try
        {
            await pump(this, cancellationToken);
            await _pipe.Writer.CompleteAsync();
        }
        catch (Exception exception)
        {
            await _pipe.Writer.CompleteAsync(exception);
            throw;
        }
    }
}
