namespace GroupChat.Gateway.Protection;

/// <summary>Puts protection before everything else in the pipeline, whoever builds it: all behind it go by the address that it finds.</summary>
internal sealed class ProtectionFilter(ProxyOptions proxies) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (proxies.Trusted.Count > 0)
            app.UseForwardedHeaders();
        app.Use(inner => http =>
        {
            HandedOn.Mark(http);
            return SecurityHeaders.InvokeAsync(http, inner);
        });
        next(app);
    };
}
