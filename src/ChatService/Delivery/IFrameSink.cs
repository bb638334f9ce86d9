namespace GroupChat.Chat.Delivery;

/// <summary>The way out of a stream. One write at a time; a reader who does not read makes it wait.</summary>
internal interface IFrameSink
{
    /// <param name="frame">What to send.</param>
    /// <param name="moreFollows">True: more comes at once, so this need not go out yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WriteAsync(ServerFrame frame, bool moreFollows, CancellationToken cancellationToken);
}
