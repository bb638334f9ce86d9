using GroupChat.Agents.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Grounding.Transcripts;

/// <summary>Lets go of summaries of what was edited or deleted since, also in rooms in which nobody asks or looks any more.</summary>
internal sealed partial class MemorySweep(SqlTranscriptStore store, RoomMemories memories, TimeProvider time, ILogger<MemorySweep> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var room in await store.ListRoomsAsync(stoppingToken))
                await memories.ListAsync(room, stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            Unswept(error);
        }
    }

    [LoggerMessage(EventName = "MemoriesUnswept", Level = LogLevel.Warning, Message = "Whether summaries still hold could not be looked up; it is tried again.")]
    private partial void Unswept(Exception error);
}
