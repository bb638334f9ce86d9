using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Health;

/// <summary>
/// Health over HTTP, for those who probe without gRPC. <c>/health/live</c>: the process answers. <c>/health/ready</c>: 200 when
/// every service serves, else 503, and in either case the state of each.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealthOverHttp(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.ServiceProvider.GetRequiredService<HealthRegistry>();
        endpoints.MapGet("/health/live", static http => http.Response.WriteAsJsonAsync(new { status = "live" }, http.RequestAborted));
        endpoints.MapGet("/health/ready", http => WriteReadyAsync(http, health));
    }

    private static Task WriteReadyAsync(HttpContext http, HealthRegistry health)
    {
        var overall = health.Overall;
        http.Response.StatusCode = overall == HealthState.Serving ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.CacheControl = "no-store";
        var services = health.All.ToDictionary(pair => pair.Key, pair => Name(pair.Value));
        return http.Response.WriteAsJsonAsync(new { status = Name(overall), services }, http.RequestAborted);
    }

    private static string Name(HealthState state) => state switch
    {
        HealthState.Starting => "starting",
        HealthState.Serving => "serving",
        HealthState.Failing => "failing",
        _ => "draining",
    };
}
