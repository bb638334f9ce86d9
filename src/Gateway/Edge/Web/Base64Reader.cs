using System.IO.Pipelines;

namespace GroupChat.Gateway.Edge.Web;

/// <summary>
/// The body of a text request as bytes. The text may be cut anywhere, and may be several padded blocks after one another; white
/// space is no part of it. What is decoded ahead is what the server had read at once.
/// </summary>
internal sealed class Base64Reader(PipeReader text) : PipeReader
{
    private readonly Pipe _decoded = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Base64Decoder _decoder = new();
    private bool _isWhole;

    public override bool TryRead(out ReadResult result) => _decoded.Reader.TryRead(out result);

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result;
        while (!_decoded.Reader.TryRead(out result))
        {
            if (await FillAsync(cancellationToken))
                return new(default, isCanceled: true, isCompleted: false);
        }

        return result;
    }

    public override void AdvanceTo(SequencePosition consumed) => _decoded.Reader.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _decoded.Reader.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => text.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        text.Complete(exception);
        _decoded.Reader.Complete();
        _decoded.Writer.Complete();
    }

    // True when the read was cancelled.
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        var read = await text.ReadAsync(cancellationToken);
        if (read.IsCanceled)
        {
            text.AdvanceTo(read.Buffer.Start);
            return true;
        }

        try
        {
            foreach (var part in read.Buffer)
                _decoder.Decode(part.Span, _decoded.Writer);
        }
        finally
        {
            text.AdvanceTo(read.Buffer.End);
        }

        await _decoded.Writer.FlushAsync(cancellationToken);
        if (read.IsCompleted && !_isWhole)
        {
            _isWhole = true;
            _decoder.End();
            await _decoded.Writer.CompleteAsync();
        }

        return false;
    }
}
