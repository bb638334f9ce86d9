using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// A process of a single service, as the Gateway and other services call it: the same settings, errors, health, reflection and end
/// as everywhere. It knows no users, only those who show the service key or a certificate, and those for whom they act.
/// </summary>
public static class ServiceHost
{
    private const int FirstPort = 8081;

    /// <summary>Runs until a signal; see <see cref="GroupChatHost"/> for exit codes.</summary>
    /// <param name="args">Arguments of the process.</param>
    /// <param name="place">One of <see cref="ServicePlaces"/>.</param>
    /// <param name="add">Adds the service.</param>
    /// <param name="map">Maps it.</param>
    public static Task<int> RunAsync(string[] args, string place, Action<WebApplicationBuilder> add, Action<WebApplication> map) =>
        GroupChatHost.RunAsync(
            args,
            DefaultsOf(place),
            builder =>
            {
                builder.Services.AddGroupChatGrpc();
                builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<ServiceBanner>(provider, place));
                add(builder);
            },
            app =>
            {
                RequireKey(app);
                app.Use(static next => http => CompleteAsync(http, next));
                app.UseRouting();
                map(app);
                app.MapGroupChatProbes();
            });

    // Side by side on one machine they neither meet on a port nor in a folder.
    private static Dictionary<string, string?> DefaultsOf(string place) => new()
    {
        ["Urls"] = $"http://localhost:{FirstPort + ServicePlaces.All.ToList().IndexOf(place)}",
        ["Data"] = Path.Combine("data", place.ToLowerInvariant()),
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:GroupChat"] = "Information",
    };

    private static void RequireKey(WebApplication app)
    {
        if (string.IsNullOrEmpty(app.Configuration["Services:Key"]) && string.IsNullOrEmpty(app.Configuration[TlsOptions.ClientAuthorityKey]))
            throw new StartupError([NeighbourCheck.KeyMissing()]);
    }

    // Calls of methods that do not exist reach nothing that would give their refusal a reason.
    private static async Task CompleteAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        ErrorDetails.AddMissing(http);
    }
}
