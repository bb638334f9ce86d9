using GroupChat.Chat.Delivery;
using GroupChat.Chat.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Bus;

/// <summary>
/// Looks in the database where the logs of watched rooms end: what the bus has lost arrives a little later, and without a bus
/// everything does. One query for thousands of rooms.
/// </summary>
internal sealed partial class HeadPoll(
    Node node, RoomFeeds feeds, IEventStore events, IRoomBus bus, TimeProvider time, ILogger<HeadPoll> logger) : BackgroundService
{
    /// <summary>Rooms asked for at once.</summary>
    private const int Most = 5_000;

    /// <summary>Who is removed on another node is to hear nothing a second later.</summary>
    private static readonly TimeSpan EveryWithoutBus = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EveryWithBus = TimeSpan.FromSeconds(3);

    private readonly WakeSignal _wake = new();

    /// <summary>Looks at once: something may have been missed.</summary>
    public void Soon() => _wake.Set();

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var some in feeds.All.Where(feed => feed.Ref is not null).Chunk(Most))
        {
            var heads = await events.HeadsAsync([.. some.Select(feed => feed.Ref!)], cancellationToken);
            foreach (var feed in some)
            {
                if (heads.TryGetValue(feed.Ref!.Key, out var head))
                    feed.Hear(head);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.IsAlone)
            return;
        await using var clock = time.CreateTimer(_ => _wake.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var onStop = stoppingToken.UnsafeRegister(_ => _wake.Set(), null);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryLookAsync(stoppingToken);
            clock.Change(bus.IsConnected ? EveryWithBus : EveryWithoutBus, Timeout.InfiniteTimeSpan);
            await _wake.WaitAsync();
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception error)
        {
            LogFailed(error.GetType().Name);
        }
    }

    [LoggerMessage(EventName = "HeadsNotRead", Level = LogLevel.Warning, Message = "The ends of the watched logs could not be read ({Error}); it is tried again.")]
    private partial void LogFailed(string error);
}
