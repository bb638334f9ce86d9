using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>
/// Collects the frames of one pass, so that they go out with one flush. Before it gets large it is flushed on the way, which is where
/// a slow reader makes the stream wait: no stream holds more than that and one frame.
/// </summary>
internal sealed class FrameBatch(IFrameSink sink, TimeProvider time)
{
    /// <summary>So many bytes are not kept back.</summary>
    public const int FlushBytes = 64 * 1024;

    private int _bytes;

    /// <summary>When something last went out, as a timestamp of the clock.</summary>
    public long LastFlush { get; private set; } = time.GetTimestamp();

    public ValueTask AddAsync(ServerFrame frame, CancellationToken cancellationToken) =>
        AddedAsync(sink.Write(frame), cancellationToken);

    public ValueTask AddEventAsync(RoomId room, long headSequence, byte[] payload, CancellationToken cancellationToken) =>
        AddedAsync(sink.WriteEvent(room, headSequence, payload), cancellationToken);

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_bytes == 0)
            return default;
        _bytes = 0;
        LastFlush = time.GetTimestamp();
        return sink.FlushAsync(cancellationToken);
    }

    private ValueTask AddedAsync(int bytes, CancellationToken cancellationToken)
    {
        _bytes += bytes;
        return _bytes < FlushBytes ? default : FlushAsync(cancellationToken);
    }
}
