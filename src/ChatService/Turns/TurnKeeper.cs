using GroupChat.Chat.Bus;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Turns;

/// <summary>Ends turns that no worker will end. What cannot be written now is tried again at the next sweep.</summary>
internal sealed partial class TurnKeeper(Node node, TurnBroker broker, TurnClosing closing, TimeProvider time, ILogger<TurnKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var onStop = stoppingToken.UnsafeRegister(_ => broker.Wake.Set(), null);
        await using var clock = time.CreateTimer(_ => broker.Wake.Set(), null, SweepEvery, SweepEvery);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var job in broker.Sweep())
                await EndAsync(job, stoppingToken);
            await broker.Wake.WaitAsync();
        }
    }

    private async Task EndAsync(TurnJob job, CancellationToken cancellationToken)
    {
        try
        {
            // Another node may have taken it up meanwhile: then it does not end.
            var ended = await closing.CloseIfAsync(
                job.Turn.Room.Id, job.Turn.Id, open => node.IsAlone || open.Run == job.Known, job.Ending!, cancellationToken);
            broker.Forget(job.Turn.Id);
            if (ended is not null && job.Ending!.CancelledBy is null)
                LogEnded(job.Turn.Id, job.Ending.FailureReason, job.Attempts);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogEndFailed(job.Turn.Id, error);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the turn is open still and is taken up at the next start.
        }
    }

    [LoggerMessage(EventName = "TurnEnded", Level = LogLevel.Warning, Message = "Turn {Turn} ended without a worker: {Reason} after {Attempts} runs.")]
    private partial void LogEnded(TurnId turn, string reason, int attempts);

    [LoggerMessage(EventName = "TurnEndFailed", Level = LogLevel.Error, Message = "Turn {Turn} could not be ended; it is tried again.")]
    private partial void LogEndFailed(TurnId turn, Exception error);
}
