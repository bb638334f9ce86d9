using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.Marks;

/// <summary>
/// Writes the marks that wait, a room at most once a second, and the rest of them before the process ends. What cannot be written
/// now is tried again.
/// </summary>
internal sealed partial class MarkKeeper(
    MarkBoard board, MarkDesk desk, CommitRelay relay, IRoomWriter writer, IMarkStore store, ILogger<MarkKeeper> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        relay.Add(desk);
        // Marks that were durable and not yet told when a process ended.
        foreach (var room in await store.ListUntoldAsync(cancellationToken))
            board.Touch(room);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var onStop = stoppingToken.UnsafeRegister(_ => board.Wake.Set(), null);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SettleAsync(board.TakeDue());
            await board.Wake.WaitAsync();
        }

        await SettleAsync(board.TakeAll());
    }

    private async Task SettleAsync(IReadOnlyList<PendingMarks> due)
    {
        var failures = await Task.WhenAll(due.Select(TrySettleAsync));
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
            LogNotWritten(first);
    }

    /// <summary>What went wrong; null when nothing did.</summary>
    private async Task<Exception?> TrySettleAsync(PendingMarks pending)
    {
        try
        {
            await writer.ChangeAsync(pending.Room, edit => MarkMoves.Settle(edit, pending.Moves), CancellationToken.None);
            return null;
        }
        catch (DomainError error) when (error.Code == ErrorCode.NotFound)
        {
            return null; // the room is gone, and its marks with it
        }
        catch (Exception error)
        {
            board.Return(pending);
            return error;
        }
    }

    [LoggerMessage(EventName = "ChatMarksNotWritten", Level = LogLevel.Warning, Message = "Marks could not be written; they are kept and tried again.")]
    private partial void LogNotWritten(Exception error);
}
