using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Bench.Servers;

/// <summary>The baseline for delivery: a SignalR hub that passes messages on to a group, in memory, and nothing else.</summary>
internal static class HubServer
{
    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddSignalR(options => options.ClientTimeoutInterval = TimeSpan.FromHours(1)); // its clients here send no pings
        await using var app = builder.Build();
        app.MapHub<RoomHub>("/hub");
        await app.RunAsync();
    }

    internal sealed class RoomHub : Hub
    {
        public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

        public Task Post(string room, string text) => Clients.Group(room).SendAsync("message", room, text);
    }
}
