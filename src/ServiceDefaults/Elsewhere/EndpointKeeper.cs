using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>Looks after the addresses of services elsewhere for as long as the host runs.</summary>
internal sealed class EndpointKeeper(ServiceLinks links) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(links.Sets.Select(set => set.RunAsync(stoppingToken)));
}
