using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Health;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// A child process from its arguments to its exit code: one kind's services and health, on one socket, for one parent. What it
/// logs goes to standard output as JSON, a line an entry, and is logged by the parent.
/// </summary>
internal static class WorkerHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    public static bool IsMeant(string[] args) => args is [WorkerCommand.Flag, ..];

    /// <param name="args"><c>--worker KIND --socket PATH</c> and the limits.</param>
    /// <param name="add">Adds the modules of the program; the kinds are found among what they register.</param>
    /// <exception cref="StartupError">Not started by a parent of the same program.</exception>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add)
    {
        var arguments = new ConfigurationBuilder().Add(new CommandLineSettings(args)).Build();
        var kind = Find(arguments["worker"] ?? "", add);
        var socket = arguments["socket"];
        if (string.IsNullOrEmpty(socket))
            throw new StartupError("worker", "is how a server starts a part of itself; it has no use by hand");
        ProcessLimits.Apply(arguments);
        await using var app = Build(kind, socket);
        app.UseRouting();
        app.MapGroupChatService<HealthRpc>();
        kind.Map(app);
        await app.RunAsync();
        return 0;
    }

    private static WorkerKind Find(string name, Action<WebApplicationBuilder> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        add(builder);
        return WorkersModule.KindsOf(builder.Services).FirstOrDefault(kind => kind.Name == name)
            ?? throw new StartupError("worker", $"'{name}' is no part of this program");
    }

    private static WebApplication Build(WorkerKind kind, string socket)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddJsonConsole(static options => options.UseUtcTimestamp = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("GroupChat", LogLevel.Information);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(socket, static listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore().AddGroupChatGrpc();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton<IHostLifetime>(provider => ActivatorUtilities.CreateInstance<ParentWatch>(provider, socket));
        kind.Add(builder);
        return builder.Build();
    }
}
