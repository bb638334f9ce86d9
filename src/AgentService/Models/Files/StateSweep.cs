using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Models.Files;

/// <summary>Looks every now and then for parts of prompts that have lain on the disk for too long, also when no model is loaded.</summary>
internal sealed partial class StateSweep(StateStore store, TimeProvider time, ILogger<StateSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
                Sweep();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Sweep()
    {
        try
        {
            store.Sweep(time.GetUtcNow());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Unswept(error);
        }
    }

    [LoggerMessage(EventName = "StateUnswept", Level = LogLevel.Warning, Message = "What was kept of prompts could not be deleted; it is tried again.")]
    private partial void Unswept(Exception error);
}
