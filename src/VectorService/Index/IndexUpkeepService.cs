using Microsoft.Extensions.Hosting;

namespace GroupChat.Vectors.Index;

/// <summary>Runs <see cref="IndexUpkeep"/> as long as the host.</summary>
internal sealed class IndexUpkeepService(IndexUpkeep upkeep) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(() => upkeep.RunAsync(stoppingToken), stoppingToken);
}
