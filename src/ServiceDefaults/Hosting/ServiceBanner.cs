using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Says in one line which service listens where.</summary>
internal sealed class ServiceBanner(string place, IServer server, DataFolder data, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.UntilStartedAsync(stoppingToken);
        await Console.Out.WriteLineAsync($"GroupChat {place} listening on {string.Join(", ", server.WebAddresses())}, data in {data.Path}".AsMemory(), stoppingToken);
    }
}
