using System.Threading.Channels;
using GroupChat.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace GroupChat.Chat.Bus;

/// <summary>
/// One connection to Redis, and all that is known of the driver. Its calls wait for ever on a server that is silent, so each of ours
/// has a limit; it may deliver on many threads at once, so what arrives goes into a channel. Only calls that its versions 1 to 3 share.
/// </summary>
internal sealed class RedisLine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = RedisConnection.Patience;

    private readonly ConnectionMultiplexer _multiplexer;
    private readonly ISubscriber _subscriber;
    private readonly ChannelWriter<byte[]> _inbox;
    private readonly TimeProvider _time;

    private RedisLine(ConnectionMultiplexer multiplexer, ChannelWriter<byte[]> inbox, TimeProvider time)
    {
        (_multiplexer, _inbox, _time) = (multiplexer, inbox, time);
        _subscriber = multiplexer.GetSubscriber();
    }

    /// <summary>Raised for every message that does not fit into the inbox any more.</summary>
    public event Action? Overflowed;

    public static async Task<RedisLine> OpenAsync(ConfigurationOptions options, ChannelWriter<byte[]> inbox, TimeProvider time) =>
        new(await RedisConnection.OpenAsync(options, time), inbox, time);

    public Task PublishAsync(string channel, byte[] message) =>
        _subscriber.PublishAsync(Named(channel), message).WaitAsync(Patience, _time);

    public Task SubscribeAsync(string channel) => _subscriber.SubscribeAsync(Named(channel), (_, message) => Receive(message)).WaitAsync(Patience, _time);

    public Task SubscribeAsync(string channel, Action received) =>
        _subscriber.SubscribeAsync(Named(channel), (_, _) => received()).WaitAsync(Patience, _time);

    public Task UnsubscribeAsync(string channel) => _subscriber.UnsubscribeAsync(Named(channel)).WaitAsync(Patience, _time);

    public async ValueTask DisposeAsync() => await RedisConnection.CloseAsync(_multiplexer, _time);

    private static RedisChannel Named(string channel) => new(channel, RedisChannel.PatternMode.Literal);

    private void Receive(RedisValue message)
    {
        if (!_inbox.TryWrite(message!))
            Overflowed?.Invoke();
    }
}
