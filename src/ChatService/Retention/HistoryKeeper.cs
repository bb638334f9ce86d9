using GroupChat.Chat.Log;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Retention;

/// <summary>
/// Removes what rooms do not want to keep, every few minutes and in pieces between which others write, and gives the disk space
/// back. Several nodes may do so at once: whoever comes second finds nothing.
/// </summary>
internal sealed partial class HistoryKeeper(
    IRoomWriter writer, IRetentionStore retention, ChatOptions options, TimeProvider time, ILogger<HistoryKeeper> logger) : BackgroundService
{
    private const int RoomsAtOnce = 100;

    /// <summary>Looks at every room that has a retention.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RoomRef> page = [];
        do
        {
            page = await retention.ListAsync(page.Count > 0 ? page[^1].Key : 0, RoomsAtOnce, cancellationToken);
            foreach (var room in page)
                await TrimAsync(room, cancellationToken);
        }
        while (page.Count == RoomsAtOnce);

        await retention.ForgetChargesAsync(time.GetUtcNow(), cancellationToken);
        while (await retention.GiveSpaceBackAsync(cancellationToken) > 0)
        {
            // a piece at a time
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMinutes(options.RetentionIntervalMinutes), time);
        do
        {
            try
            {
                await PassAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogPassFailed(error);
            }
        }
        while (await clock.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TrimAsync(RoomRef room, CancellationToken cancellationToken)
    {
        while (await writer.ChangeAsync(room.Id, edit => Trimming.Trim(edit), cancellationToken))
        {
            // a piece at a time
        }
    }

    [LoggerMessage(EventName = "RetentionPassFailed", Level = LogLevel.Warning, Message = "Old events could not be removed; it is tried again in some minutes.")]
    private partial void LogPassFailed(Exception error);
}
