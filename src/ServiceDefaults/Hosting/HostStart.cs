using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>What can be said once the host has started.</summary>
public static class HostStart
{
    /// <summary>Ends when every hosted service has started and the server listens.</summary>
    public static async Task UntilStartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Where others can reach it: not the internal socket.</summary>
    public static IReadOnlyList<string> WebAddresses(this IServer server) =>
        [.. server.Features.Get<IServerAddressesFeature>()!.Addresses.Where(address => address.StartsWith("http", StringComparison.Ordinal))];
}
