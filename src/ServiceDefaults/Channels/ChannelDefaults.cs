using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroupChat.ServiceDefaults.Channels;

/// <summary>How services of one host meet: on the contract, over a Unix domain socket.</summary>
public static class ChannelDefaults
{
    /// <summary>
    /// Registers a generated client of a neighbour: <c>AddServiceClient&lt;VectorService.VectorServiceClient&gt;()</c>. Calls
    /// carry the service key; to act for a user pass <c>default(CallOptions).ActingFor(user)</c>. A neighbour's refusal comes as
    /// <see cref="RpcException"/>: see <see cref="Grpc.RpcExceptionExtensions.ToDomainError"/>. The host listens on the socket
    /// as soon as one of its services has a client.
    /// </summary>
    public static IServiceCollection AddServiceClient<TClient>(this IServiceCollection services)
        where TClient : ClientBase<TClient>
    {
        services.AddInternalChannel();
        services.TryAddSingleton(provider =>
            (TClient)Activator.CreateInstance(typeof(TClient), provider.GetRequiredService<InternalChannel>().Invoker)!);
        return services;
    }

    private static void AddInternalChannel(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(InternalChannel)))
            return;
        services.AddDataFolder();
        services.TryAddSingleton<ServiceKey>();
        services.AddSingleton<InternalChannel>();
        services.AddSingleton<InternalSocket>();
        services.AddOptions<KestrelServerOptions>().Configure<InternalSocket>((kestrel, socket) =>
            kestrel.ListenUnixSocket(socket.Path, listen => listen.Protocols = HttpProtocols.Http2));
    }
}
