using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Delivery;

/// <summary>The way out of a stream, for one writer. What is written goes out with the next flush.</summary>
internal interface IFrameSink
{
    /// <summary>Returns how many bytes that was.</summary>
    int Write(ServerFrame frame);

    /// <summary>Writes a durable event around its stored bytes, which are shared by all who send them. Returns how many bytes that was.</summary>
    int WriteEvent(RoomId room, long headSequence, byte[] payload);

    /// <summary>Sends what was written; a reader who does not read makes it wait.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask FlushAsync(CancellationToken cancellationToken);
}
