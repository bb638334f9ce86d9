using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>How services meet: on the contract, over a Unix domain socket in one process and over HTTP/2 between processes.</summary>
public static class ChannelDefaults
{
    /// <summary>
    /// Registers a generated client of a neighbour: <c>AddServiceClient&lt;VectorService.VectorServiceClient&gt;()</c>. Calls
    /// carry the service key; to act for a user pass <c>default(CallOptions).ActingFor(user)</c>. A neighbour's refusal comes as
    /// <see cref="RpcException"/>: see <see cref="Grpc.RpcExceptionExtensions.ToDomainError"/>. Calls go where
    /// <c>Services:NAME:Address</c> says; without it to this host, which then listens on the socket.
    /// </summary>
    public static IServiceCollection AddServiceClient<TClient>(this IServiceCollection services)
        where TClient : ClientBase<TClient>
    {
        // Generated code nests the client in a class that knows the contract.
        var contract = (ServiceDescriptor)typeof(TClient).DeclaringType!.GetProperty("Descriptor")!.GetValue(null)!;
        services.AddChannels();
        services.AddNeighbour(contract);
        services.TryAddSingleton(provider =>
            (TClient)Activator.CreateInstance(typeof(TClient), provider.GetRequiredService<NeighbourChannels>().To(contract))!);
        return services;
    }

    private static void AddChannels(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(NeighbourChannels)))
            return;
        services.AddDataFolder();
        services.TryAddSingleton<ServiceKey>();
        services.AddSingleton<NeighbourChannels>();
        services.AddSingleton<InternalChannel>();
        services.AddSingleton<InternalSocket>();
        services.AddOptions<KestrelServerOptions>().Configure<IServiceProvider>(Listen);
    }

    private static void Listen(KestrelServerOptions kestrel, IServiceProvider provider)
    {
        if (!provider.GetRequiredService<NeighbourChannels>().AnyHere)
            return;
        var socket = provider.GetRequiredService<InternalSocket>();
        kestrel.ListenUnixSocket(socket.Path, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
