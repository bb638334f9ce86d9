using GroupChat.Chat.Bus;
using GroupChat.Chat.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Turns;

/// <summary>
/// On several nodes: renews what this node works on, lets go of what it has no worker for, and looks for turns that nobody holds,
/// such as those of a node that was lost. The clocks of nodes need not agree: a lease that is cut short makes an answer begin again,
/// and still it ends once.
/// </summary>
internal sealed partial class TurnLeases(
    Node node, TurnBroker broker, ITurnStore turns, IRoomBus bus, TimeProvider time, ILogger<TurnLeases> logger) : BackgroundService
{
    /// <summary>How long a node that was lost holds what it worked on.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan RenewAfter = Length / 4;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private long _renewed;

    /// <summary>What is held is released for others, as the last thing.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!node.IsAlone)
            await TryAsync(ReleaseAsync, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (node.IsAlone)
            return;
        _renewed = time.GetTimestamp();
        using var onStop = stoppingToken.UnsafeRegister(_ => broker.Spare.Set(), null);
        await using var clock = time.CreateTimer(_ => broker.Spare.Set(), null, LookEvery, LookEvery);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(LookAsync, stoppingToken);
            await broker.Spare.WaitAsync();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await ReleaseAsync(cancellationToken);
        if (time.GetElapsedTime(_renewed) >= RenewAfter)
            await RenewAsync(cancellationToken);
        var waiting = broker.Waiting;
        broker.Compare(waiting, await turns.ListFreeAsync(time.GetUtcNow(), MostAtOnce, cancellationToken));
    }

    private async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (broker.Spared is not { Count: > 0 } spared)
            return;
        await turns.ReleaseAsync(spared, cancellationToken);
        foreach (var run in spared)
            broker.Released(run);
        bus.Publish(new BusNote.TurnWaits());
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (broker.Running is { Count: > 0 } running)
        {
            foreach (var lost in await turns.RenewAsync(running, time.GetUtcNow() + Length, cancellationToken))
                broker.LetGo(lost.Turn, lost.Run);
        }

        _renewed = time.GetTimestamp();
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
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

    [LoggerMessage(EventName = "TurnsNotRead", Level = LogLevel.Warning, Message = "The open turns could not be looked through ({Error}); it is tried again.")]
    private partial void LogFailed(string error);
}
