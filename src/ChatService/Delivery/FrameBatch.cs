namespace GroupChat.Chat.Delivery;

/// <summary>
/// Holds one frame back, so that every frame but the last of a batch can be written without a flush. Before a batch gets large it
/// is flushed, which is where a slow reader makes the stream wait.
/// </summary>
internal sealed class FrameBatch(IFrameSink sink, TimeProvider time)
{
    private const int FlushEvery = 64;
    private const int FlushBytes = 64 * 1024;
    private const int FrameOverhead = 64;

    private ServerFrame? _held;
    private int _frames;
    private int _bytes;

    /// <summary>When something last went out, as a timestamp of the clock.</summary>
    public long LastFlush { get; private set; } = time.GetTimestamp();

    public async ValueTask AddAsync(ServerFrame frame, CancellationToken cancellationToken)
    {
        if (_held is { } held)
            await WriteAsync(held, moreFollows: _frames < FlushEvery && _bytes < FlushBytes, cancellationToken);
        _held = frame;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_held is not { } held)
            return;
        _held = null;
        await WriteAsync(held, moreFollows: false, cancellationToken);
    }

    private async ValueTask WriteAsync(ServerFrame frame, bool moreFollows, CancellationToken cancellationToken)
    {
        await sink.WriteAsync(frame, moreFollows, cancellationToken);
        if (moreFollows)
        {
            _frames++;
            _bytes += FrameOverhead + ((frame as ServerFrame.Event)?.Payload.Length ?? 0);
            return;
        }

        (_frames, _bytes) = (0, 0);
        LastFlush = time.GetTimestamp();
    }
}
