using GroupChat.Agents.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Catalog;

/// <summary>Fills the catalog before the first request, and keeps up with what other processes change in a shared database.</summary>
internal sealed partial class AgentFollower(
    AgentDatabase database, IAgentStore store, AgentCatalog catalog, TimeProvider time, ILogger<AgentFollower> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.SeedAsync(BuiltInAgents.Assistant(time.GetUtcNow()), cancellationToken);
        await catalog.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.IsShared)
            return;
        using var clock = new PeriodicTimer(LookEvery, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await clock.WaitForNextTickAsync(stoppingToken);
                await catalog.RefreshAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogFailed(error.GetType().Name);
            }
        }
    }

    [LoggerMessage(EventName = "AgentsNotRead", Level = LogLevel.Warning, Message = "Changes of agents could not be read ({Error}); it is tried again.")]
    private partial void LogFailed(string error);
}
