using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>Gives every call an hour, as a client would that keeps no deadline of its own.</summary>
internal sealed class HourToLive : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(inner => http =>
        {
            http.Request.Headers["grpc-timeout"] = "1H";
            return inner(http);
        });
        next(app);
    };
}
