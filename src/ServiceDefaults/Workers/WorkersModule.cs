using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>Work that may crash or exhaust the process it runs in, in child processes: see <see cref="Worker"/>.</summary>
public static class WorkersModule
{
    /// <summary>
    /// Registers a kind of worker, and with it a keyed <see cref="Worker"/> under its name. The child is started when it is first
    /// needed. Register it before the hosted services that use it, so that it outlives them when the host stops.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="kind">What the child does.</param>
    /// <param name="limits">What it may use.</param>
    public static IServiceCollection AddWorker(
        this IServiceCollection services, WorkerKind kind, Func<IServiceProvider, WorkerLimits> limits)
    {
        services.AddDataFolder();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static _ => WorkerCommand.OfThisProcess());
        services.AddSingleton(kind);
        services.AddKeyedSingleton(kind.Name, (provider, _) =>
            ActivatorUtilities.CreateInstance<Worker>(provider, kind, limits(provider)));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<Worker>(kind.Name));
        return services;
    }

    internal static IEnumerable<WorkerKind> KindsOf(IServiceCollection services) =>
        services.Select(static service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<WorkerKind>();
}
