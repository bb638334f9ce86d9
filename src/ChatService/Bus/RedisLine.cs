using System.Threading.Channels;
using StackExchange.Redis;

namespace GroupChat.Chat.Bus;

/// <summary>
/// One connection to Redis, and all that is known of the driver. Its calls wait for ever on a server that is silent, so each of ours
/// has a limit; it may deliver on many threads at once, so what arrives goes into a channel. Only calls that its versions 1 to 3 share.
/// </summary>
internal sealed class RedisLine : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConnectionMultiplexer _multiplexer;
    private readonly ISubscriber _subscriber;
    private readonly ChannelWriter<byte[]> _inbox;
    private readonly TimeProvider _time;

    private RedisLine(ConnectionMultiplexer multiplexer, ChannelWriter<byte[]> inbox, TimeProvider time)
    {
        (_multiplexer, _inbox, _time) = (multiplexer, inbox, time);
        // Version 1 can deadlock while it keeps messages in order; later ones have another way and no such property.
        typeof(ConnectionMultiplexer).GetProperty("PreserveAsyncOrder")?.SetValue(multiplexer, false);
        _subscriber = multiplexer.GetSubscriber();
    }

    /// <summary>Raised for every message that does not fit into the inbox any more.</summary>
    public event Action? Overflowed;

    public static async Task<RedisLine> OpenAsync(ConfigurationOptions options, ChannelWriter<byte[]> inbox, TimeProvider time)
    {
        var connecting = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            return new(await connecting.WaitAsync(Patience + Patience, time), inbox, time);
        }
        catch (TimeoutException)
        {
            // Should it come about after all, nobody wants it any more.
            _ = connecting.ContinueWith(
                late => late.GetAwaiter().GetResult().Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    public Task PublishAsync(string channel, byte[] message) =>
        _subscriber.PublishAsync(Named(channel), message).WaitAsync(Patience, _time);

    public Task SubscribeAsync(string channel) => _subscriber.SubscribeAsync(Named(channel), (_, message) => Receive(message)).WaitAsync(Patience, _time);

    public Task SubscribeAsync(string channel, Action received) =>
        _subscriber.SubscribeAsync(Named(channel), (_, _) => received()).WaitAsync(Patience, _time);

    public Task UnsubscribeAsync(string channel) => _subscriber.UnsubscribeAsync(Named(channel)).WaitAsync(Patience, _time);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _multiplexer.CloseAsync(allowCommandsToComplete: false).WaitAsync(Patience, _time);
        }
        catch (Exception error) when (error is TimeoutException or RedisException or ObjectDisposedException)
        {
            // It was broken, which is why it is given up.
        }
    }

    private static RedisChannel Named(string channel) => new(channel, RedisChannel.PatternMode.Literal);

    private void Receive(RedisValue message)
    {
        if (!_inbox.TryWrite(message!))
            Overflowed?.Invoke();
    }
}
