using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.ServiceDefaults.Elsewhere;

/// <summary>What a host needs to call services that run in other processes.</summary>
public static class ElsewhereModule
{
    /// <summary>Says that something in this host calls a service: <see cref="ServiceLinks"/> has the way there if it is elsewhere.</summary>
    /// <param name="services">The container.</param>
    /// <param name="contract">The service.</param>
    /// <param name="place">
    /// One of <see cref="ServicePlaces"/> whose processes have it besides their own; without it the place is known by the contract.
    /// </param>
    public static IServiceCollection AddNeighbour(this IServiceCollection services, ServiceDescriptor contract, string? place = null)
    {
        services.AddServicePlaces();
        if (!services.Any(service => service.ImplementationInstance is Neighbour known && known.Contract == contract))
            services.AddSingleton(new Neighbour(contract, place ?? ServicePlaces.Of(contract)));
        return services;
    }

    /// <summary>The settings <c>Services:*</c>; calling it twice changes nothing.</summary>
    internal static IServiceCollection AddServicePlaces(this IServiceCollection services)
    {
        services.AddSettings<ServicesOptions>("Services");
        services.TryAddSingleton(TimeProvider.System);
        services.AddGroupChatGrpc();
        services.TryAddSingleton<IHostNames, SystemHostNames>();
        services.TryAddSingleton<OutgoingTls>();
        services.TryAddSingleton<OutgoingConnections>();
        services.TryAddSingleton(static provider => new ServiceLinks(
            provider.GetRequiredService<ServicesOptions>(),
            provider.GetServices<Neighbour>(),
            provider.GetRequiredService<IHostNames>(),
            provider.GetRequiredService<OutgoingConnections>(),
            provider.GetRequiredService<HealthRegistry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ServiceLinks>>()));
        return services.AddHostedService<EndpointKeeper>();
    }
}
