using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
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
        services.AddSingleton<CallLimiter>();
        services.AddSingleton<ICallLimiter>(provider => provider.GetRequiredService<CallLimiter>());
        services.AddSingleton<StreamPace>();
        services.Configure<GrpcServiceOptions>(options => options.Interceptors.Add<StreamPace>());
        return services;
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
