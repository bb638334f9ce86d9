using GroupChat.Gateway.Edge.Json;
using GroupChat.Gateway.Edge.Sockets;
using GroupChat.Gateway.Edge.Web;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace GroupChat.Gateway.Edge;

/// <summary>The edge: foreign protocols become gRPC before anything is routed.</summary>
internal static class EdgeModule
{
    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddSettings<CorsSettings>("Cors");
        services.AddSettings<SocketSettings>("WebSockets");
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<CorsSettings>((cors, settings) => cors.AddDefaultPolicy(policy => Fill(policy, settings)));
        services.AddJson();
        return services;
    }

    /// <summary>Comes before everything that looks at a request as gRPC.</summary>
    public static void UseEdge(this WebApplication app)
    {
        app.UseCors();
        app.UseMiddleware<GrpcWebTranslator>();
        app.UseWebSockets();
        app.UseMiddleware<SocketTranslator>();
        app.UseJson();
        app.Use(static next => http => CompleteAsync(http, next));
        app.UseRouting();
    }

    // Calls of methods that do not exist reach nothing that would give their refusal a reason.
    private static async Task CompleteAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        ErrorDetails.AddMissing(http);
    }

    // No credentials: callers show a token, never a cookie. Then a browser takes the star for every header of an answer.
    private static void Fill(CorsPolicyBuilder policy, CorsSettings settings)
    {
        policy.AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("*").SetPreflightMaxAge(TimeSpan.FromSeconds(settings.MaxAgeSeconds));
        _ = settings.AllowsAll ? policy.AllowAnyOrigin() : policy.SetIsOriginAllowed(settings.Allows);
    }
}
