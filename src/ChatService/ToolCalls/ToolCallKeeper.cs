using System.Collections.Concurrent;
using GroupChat.Chat.Bus;
using GroupChat.Chat.Log;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Chat.ToolCalls;

/// <summary>
/// Looks after calls that wait for approval: tells the worker what was decided, and ends those whose time is over. On several nodes each
/// looks after all of them, since a member may decide on one node and the worker be with another: that one is told, and looks every second
/// as well, for word may be lost. A call expires once all the same.
/// </summary>
internal sealed partial class ToolCallKeeper(
    Node node, IToolCallStore calls, IRoomWriter writer, TurnBroker broker, TimeProvider time, ILogger<ToolCallKeeper> logger)
    : BackgroundService, ICommitListener
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ToolCallPlace, DateTimeOffset> _waiting = [];
    private bool _isLoaded;

    public void Committed(IReadOnlyList<AppendedEvent> events)
    {
        foreach (var (roomEvent, _) in events)
        {
            if (roomEvent.Change is RoomChange.ToolCallRequested { Call: { State: ToolCallState.WaitingForApproval } asked })
                _waiting[ToolCallPlace.Of(roomEvent.Room.Id, asked)] = asked.ExpireTime!.Value;
            else if (roomEvent.Change is RoomChange.ToolCallDecided { Call: var decided })
                Decided(ToolCallPlace.Of(roomEvent.Room.Id, decided), decided);
            else if (roomEvent.Change is RoomChange.ToolCallFinished { Call: var ended })
                _waiting.TryRemove(ToolCallPlace.Of(roomEvent.Room.Id, ended), out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var onStop = stoppingToken.UnsafeRegister(_ => broker.Decisions.Set(), null);
        await using var clock = time.CreateTimer(_ => broker.Decisions.Set(), null, SweepEvery, SweepEvery);
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);
            await broker.Decisions.WaitAsync();
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!node.IsAlone || !_isLoaded)
                await CompareAsync(cancellationToken);
            foreach (var (place, until) in _waiting.Where(call => call.Value <= time.GetUtcNow()))
            {
                await writer.ChangeAsync(place.Room, edit => Approving.Expire(edit, place.Answer, place.Number), cancellationToken);
                _waiting.TryRemove(new(place, until));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops; what waits is in the database.
        }
        catch (Exception error)
        {
            LogFailed(error.GetType().Name);
        }
    }

    /// <summary>What other nodes have brought in or decided.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var known = _waiting.Keys.ToList();
        var now = (await calls.ListWaitingAsync(cancellationToken)).ToDictionary(call => call.Place, call => call.Until);
        foreach (var gone in known.Where(place => !now.ContainsKey(place)))
            Decided(gone, await calls.FindAsync(gone, cancellationToken));
        foreach (var (place, until) in now)
            _waiting[place] = until;
        _isLoaded = true;
    }

    private void Decided(ToolCallPlace place, ToolCall? call)
    {
        if (call is { State: ToolCallState.WaitingForApproval })
            return;
        _waiting.TryRemove(place, out _);
        if (call is not null)
            broker.Decided(call);
    }

    [LoggerMessage(EventName = "ToolCallsNotRead", Level = LogLevel.Warning, Message = "Calls that wait for approval could not be looked through ({Error}); it is tried again.")]
    private partial void LogFailed(string error);
}
