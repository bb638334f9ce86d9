using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Says in one line which service listens where.</summary>
internal sealed class ServiceBanner(string place, IServer server, DataFolder data, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses.Where(address => address.StartsWith("http", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync($"GroupChat {place} listening on {string.Join(", ", addresses)}, data in {data.Path}".AsMemory(), stoppingToken);
    }
}
