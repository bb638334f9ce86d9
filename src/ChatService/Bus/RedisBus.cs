using System.Threading.Channels;
using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Word between nodes over Redis pub/sub. What is published waits in a bounded queue, so that neither the thread that commits nor
/// a request ever waits for Redis; all that has gathered for a channel goes as one message. What arrives waits in another.
/// </summary>
internal sealed partial class RedisBus : IRoomBus
{
    public const int MostWaiting = 16_384;
    private const int MostArrived = 4_096;
    private const int MostAtOnce = 1_024;

    private readonly NodeId _self;
    private readonly RedisChannels _channels;
    private readonly ConfigurationOptions _options;
    private readonly WatchedShards _watched = new();
    private readonly RedisLink _link;
    private readonly ChatTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisBus> _logger;
    private readonly Channel<BusNote> _outbox = Channel.CreateBounded<BusNote>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Channel<byte[]> _inbox = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(MostArrived) { SingleReader = true });

    private IBusListener? _listener;
    private int _hasMissed;

    public RedisBus(
        NodeId self, string configuration, string installation, ChatTelemetry telemetry, TimeProvider time, ILogger<RedisBus> logger)
    {
        (_self, _telemetry, _time, _logger) = (self, telemetry, time, logger);
        _channels = new RedisChannels(installation, self);
        _options = RedisConfiguration.Read(configuration);
        _link = new RedisLink(_options, _channels, _watched, _inbox.Writer, Miss, time, logger);
    }

    public bool IsConnected => _link.Line is not null;

    public void Publish(BusNote note)
    {
        if (!IsConnected || !_outbox.Writer.TryWrite(note))
            _telemetry.BusDropped(1);
    }

    public void Watch(RoomId room) => _watched.Add(room);

    public void Unwatch(RoomId room) => _watched.Remove(room);

    public void Listen(IBusListener listener) => _listener = listener;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var line = await RedisLine.OpenAsync(_options, _inbox.Writer, _time);
        }
        catch (RedisConnectionException error) when (IsRefused(error))
        {
            throw new StartupError(RedisConfiguration.Setting, "Redis refuses the password", error);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // A node must be able to start while Redis is away.
            LogAway(error.GetType().Name);
        }
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_link.RunAsync(cancellationToken), SendAsync(cancellationToken), ReceiveAsync(cancellationToken));

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var notes = new List<BusNote>(MostAtOnce);
        while (await _outbox.Reader.WaitToReadAsync(cancellationToken))
        {
            notes.Clear();
            while (notes.Count < MostAtOnce && _outbox.Reader.TryRead(out var note))
                notes.Add(note);
            await Task.WhenAll(notes.GroupBy(_channels.Of).SelectMany(of => BusMessages.Of(_self, of).Select(message => SendAsync(of.Key, message))));
        }
    }

    private async Task SendAsync(string channel, BusMessages.Message message)
    {
        try
        {
            await (_link.Line?.PublishAsync(channel, message.Bytes) ?? throw new TimeoutException());
            _telemetry.BusSent(message.Notes);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            _telemetry.BusDropped(message.Notes);
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await _inbox.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_inbox.Reader.TryRead(out var message))
                Hear(message);
            if (Interlocked.Exchange(ref _hasMissed, 0) == 1)
                _listener?.Missed();
        }
    }

    private void Hear(byte[] message)
    {
        if (message.Length == 0)
            return;
        try
        {
            foreach (var note in BusCodec.Decode(_self, message))
                _listener?.Heard(note);
        }
        catch (Exception error)
        {
            LogUnreadable(error);
        }
    }

    // Version 1 says it in the text only.
    private static bool IsRefused(RedisConnectionException error) =>
        error.FailureType == ConnectionFailureType.AuthenticationFailure
        || error.Message.Contains(nameof(ConnectionFailureType.AuthenticationFailure), StringComparison.Ordinal);

    // An empty message wakes the loop that hears; one that is full needs no waking.
    private void Miss()
    {
        Volatile.Write(ref _hasMissed, 1);
        _inbox.Writer.TryWrite([]);
    }

    [LoggerMessage(
        EventName = "RedisAway", Level = LogLevel.Warning,
        Message = "Redis is not reached ({Error}) at the start. This node goes on without it and tries again.")]
    private partial void LogAway(string error);

    [LoggerMessage(EventName = "BusMessageUnreadable", Level = LogLevel.Warning, Message = "A message of another node could not be read.")]
    private partial void LogUnreadable(Exception error);
}
