using GroupChat.Gateway.Protection.Shared;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.ServiceDefaults.Redis;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GroupChat.Gateway.Protection;

/// <summary>What keeps one caller from taking what others need.</summary>
internal static class ProtectionModule
{
    public static IServiceCollection AddProtection(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<LimitOptions>("Limits");
        services.AddSettings<ProxyOptions>("Proxies");
        services.AddOptions<ForwardedHeadersOptions>().Configure<ProxyOptions>(Believe);
        services.AddSingleton<IStartupFilter, ProtectionFilter>();
        services.AddSingleton(provider => new CallLimiter(
            provider.GetRequiredService<LimitOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<ISharedBuckets>()));
        services.AddSingleton<ICallLimiter>(provider => provider.GetRequiredService<CallLimiter>());
        services.AddSingleton<StreamPace>();
        services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<StreamPace>());
        return services;
    }

    /// <summary>Servers with one Redis count together. Needs the sessions, whose database says what belongs together.</summary>
    public static IServiceCollection AddSharedLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRedisSettings();
        if (string.IsNullOrEmpty(configuration[RedisConfiguration.Setting]))
            return services;
        services.AddSingleton<RedisCalls>();
        services.AddSingleton<ISharedBuckets, RedisBuckets>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisCalls>());
        return services.AddHostedService<RefusalTeller>();
    }

    private static void Believe(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = proxies.Hops;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var network in proxies.ToNetworks())
            headers.KnownIPNetworks.Add(network);
    }
}
