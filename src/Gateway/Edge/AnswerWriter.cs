using System.IO.Pipelines;

namespace GroupChat.Gateway.Edge;

/// <summary>The body of a gRPC answer as its handler writes it. A flush returns when the client's side has taken the messages.</summary>
internal sealed class AnswerWriter(PipeWriter buffer, Func<CancellationToken, ValueTask<FlushResult>> deliver) : PipeWriter
{
    private bool _isCompleted;

    public override bool CanGetUnflushedBytes => buffer.CanGetUnflushedBytes;

    public override long UnflushedBytes => buffer.UnflushedBytes;

    public override void Advance(int bytes) => buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => buffer.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _isCompleted ? new(new FlushResult(isCanceled: false, isCompleted: true)) : deliver(cancellationToken);

    public override void CancelPendingFlush()
    {
        // A flush here is a delivery; it ends with its token.
    }

    // What is written and not flushed is delivered with the end of the call.
    public override void Complete(Exception? exception = null) => _isCompleted = true;
}
