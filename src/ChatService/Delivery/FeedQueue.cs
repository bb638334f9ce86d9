using System.Threading.Channels;

namespace GroupChat.Chat.Delivery;

/// <summary>Feeds whose log has to be read, each at most once at a time.</summary>
internal sealed class FeedQueue
{
    private readonly Channel<RoomFeed> _feeds = Channel.CreateUnbounded<RoomFeed>();

    public ChannelReader<RoomFeed> Feeds => _feeds.Reader;

    /// <summary>Does not wait: commits come this way.</summary>
    public void Add(RoomFeed feed)
    {
        if (feed.TryQueue())
            _feeds.Writer.TryWrite(feed);
    }
}
