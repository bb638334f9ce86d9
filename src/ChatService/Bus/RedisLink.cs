using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Keeps a line to Redis alive. Every second the node says something to itself the whole way round; when that has not come back for
/// some time the line is given up, whatever the driver believes of it, and a new one is made, waiting longer from try to try.
/// </summary>
internal sealed partial class RedisLink(
    ConfigurationOptions options, RedisChannels channels, WatchedShards watched, ChannelWriter<byte[]> inbox, Action missed,
    TimeProvider time, ILogger<RedisBus> logger)
{
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SilenceIsDeath = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private RedisLine? _line;
    private long _lastHeard;

    /// <summary>The line in use; null while there is none.</summary>
    public RedisLine? Line => Volatile.Read(ref _line);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var line = await RedisLine.OpenAsync(options, inbox, time);
                line.Overflowed += missed;
                await LiveAsync(line, () => pause = ShortestPause, cancellationToken);
            }
            catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
            {
                LogLost(error.GetType().Name, pause.TotalMilliseconds);
            }

            Volatile.Write(ref _line, null);
            // Jitter: all nodes lose a server at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task LiveAsync(RedisLine line, Action works, CancellationToken cancellationToken)
    {
        var subscribed = new HashSet<int>();
        await line.SubscribeAsync(channels.Self, () => Volatile.Write(ref _lastHeard, time.GetTimestamp()));
        await line.SubscribeAsync(channels.Everybody);
        Volatile.Write(ref _lastHeard, time.GetTimestamp());
        while (!cancellationToken.IsCancellationRequested)
        {
            var changed = watched.Changed;
            if (await FollowAsync(line, subscribed) || Line is null)
                Use(line, works);
            if (time.GetElapsedTime(Volatile.Read(ref _lastHeard)) > SilenceIsDeath)
                throw new TimeoutException();
            await line.PublishAsync(channels.Self, []);
            await changed.WaitAsync(BeatEvery, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Use(RedisLine line, Action works)
    {
        if (Line is null)
            LogConnected();
        Volatile.Write(ref _line, line);
        works();
        missed();
    }

    /// <summary>Subscribes as is wanted now; true when something is heard that was not before.</summary>
    private async Task<bool> FollowAsync(RedisLine line, HashSet<int> subscribed)
    {
        var wanted = watched.Wanted;
        int[] missing = [.. wanted.Where(shard => !subscribed.Contains(shard))];
        int[] idle = [.. subscribed.Where(shard => !wanted.Contains(shard))];
        await Task.WhenAll([.. missing.Select(shard => line.SubscribeAsync(channels[shard])), .. idle.Select(shard => line.UnsubscribeAsync(channels[shard]))]);
        subscribed.UnionWith(missing);
        subscribed.ExceptWith(idle);
        return missing.Length > 0;
    }

    [LoggerMessage(EventName = "RedisConnected", Level = LogLevel.Information, Message = "Redis is reached: word goes to and comes from other nodes.")]
    private partial void LogConnected();

    [LoggerMessage(
        EventName = "RedisLost", Level = LogLevel.Warning,
        Message = "Redis is not reached ({Error}); tried again after {Pause} ms. Events of other nodes come from the database meanwhile.")]
    private partial void LogLost(string error, double pause);
}
