using GroupChat.Agents.Catalog;
using GroupChat.Agents.Storage;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours;

/// <summary>
/// Tells ChatService of agents: of all after a start, then of what changes. Whoever changes one waits for that a moment; what
/// cannot be told now is told later, after 200 ms at first and never more than 5 s.
/// </summary>
internal sealed partial class AgentTeller(
    IAgentStore store, AgentCatalog catalog, TurnService.TurnServiceClient chat, TimeProvider time, ILogger<AgentTeller> logger)
    : BackgroundService, IAgentNews
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _telling = new(1);
    private long _told;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await TryAsync(either.Token);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public override void Dispose()
    {
        _telling.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; !stoppingToken.IsCancellationRequested;)
        {
            var changed = catalog.Changed;
            if (await TryAsync(stoppingToken))
            {
                wait = FirstWait;
                await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _telling.WaitAsync(cancellationToken);
            try
            {
                await SendAsync(cancellationToken);
                return true;
            }
            finally
            {
                _telling.Release();
            }
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException)
        {
            LogNotTold((error as RpcException)?.StatusCode ?? StatusCode.Cancelled);
            return false;
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (await store.ListChangedAsync(_told, PageSize, cancellationToken) is { Count: > 0 } changes)
        {
            await chat.TellAgentsAsync(
                new TellAgentsRequest { Agents = { changes.Select(change => ToldOf(change.Agent)) } }, cancellationToken: cancellationToken);
            _told = changes[^1].Revision;
        }
    }

    private static ToldAgent ToldOf(AgentProfile agent) => new()
    {
        AgentId = agent.AgentId,
        DisplayName = agent.DisplayName,
        RoomId = agent.RoomId,
        Deleted = agent.IsDeleted,
    };

    [LoggerMessage(EventName = "AgentsNotTold", Level = LogLevel.Information, Message = "Rooms could not be told of agents ({Status}); it is tried again")]
    private partial void LogNotTold(StatusCode status);
}
