using System.IO.Compression;
using GroupChat.ServiceDefaults.Health;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Grpc.Net.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroupChat.ServiceDefaults.Grpc;

/// <summary>
/// gRPC as every host of ours serves it: typed errors, strict messages, size limits, callers known before a handler runs.
/// Services are mapped with <see cref="GrpcEndpoints.MapGroupChatService{TService}"/>.
/// </summary>
public static class GrpcDefaults
{
    /// <summary>Largest message received, packed or unpacked: 4 MiB.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>Registers all of it; calling it twice changes nothing.</summary>
    public static IServiceCollection AddGroupChatGrpc(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(ErrorInterceptor)))
            return services;
        services.AddGrpc(Configure);
        services.RemoveAll(typeof(IServiceMethodProvider<>));
        services.AddSingleton(typeof(IServiceMethodProvider<>), typeof(StrictMethodProvider<>));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ErrorInterceptor>();
        services.AddSingleton<CallFaults>();
        services.AddSingleton<StreamLifetime>();
        services.AddHostedService<StreamDrain>();
        services.TryAddSingleton<ServiceKey>();
        services.AddOpenAtStart<ServiceKey>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<HealthRegistry>();
        services.AddSingleton<HealthRpc>();
        services.AddSingleton<ReflectionCatalog>();
        services.AddSingleton<ReflectionAnswers>();
        services.AddSingleton<ReflectionRpc>();
        services.AddSingleton<ReflectionAlphaRpc>();
        return services;
    }

    private static void Configure(GrpcServiceOptions options)
    {
        options.MaxReceiveMessageSize = MaxMessageBytes;
        options.MaxSendMessageSize = MaxMessageBytes;
        options.EnableDetailedErrors = false;
        options.Interceptors.Add<ErrorInterceptor>();
        options.CompressionProviders =
        [
            new GuardedCompression(new GzipCompressionProvider(CompressionLevel.Fastest), MaxMessageBytes),
            new GuardedCompression(new DeflateCompressionProvider(CompressionLevel.Fastest), MaxMessageBytes),
        ];
    }
}
