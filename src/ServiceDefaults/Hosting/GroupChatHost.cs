using GroupChat.ServiceDefaults.Elsewhere;
using GroupChat.ServiceDefaults.Listening;
using GroupChat.ServiceDefaults.Programs;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// A process of ours from its arguments to its exit code. Settings come from <c>appsettings.json</c> beside the program, then
/// environment variables <c>GROUPCHAT_Section__Name</c>, then arguments <c>--Section:Name=value</c>; the later wins.
/// A program started as <c>--worker KIND</c> is a child process of another (see <see cref="Workers.Worker"/>) and knows no settings, as
/// does one started as <c>--keep</c>, which stands between a server and a program that is not ours (see <see cref="KeptProgram"/>).
/// Exit codes: 0 stopped by a signal, 1 could not start or a background service broke.
/// </summary>
public static class GroupChatHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Builds, runs until a signal, and says in one line per mistake why it cannot.</summary>
    /// <param name="args">Arguments of the process.</param>
    /// <param name="add">Adds the modules.</param>
    /// <param name="map">Maps them.</param>
    public static Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map) =>
        RunAsync(args, new Dictionary<string, string?>(), add, map);

    /// <summary>The same with settings that hold unless others are given.</summary>
    internal static async Task<int> RunAsync(
        string[] args, IReadOnlyDictionary<string, string?> defaults, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        try
        {
            if (KeeperHost.IsMeant(args))
                return await KeeperHost.RunAsync(args);
            if (WorkerHost.IsMeant(args))
                return await WorkerHost.RunAsync(args, add);
            var isHelp = args is ["--help" or "-h" or "-?"];
            var builder = CreateBuilder(isHelp ? [] : args, defaults);
            add(builder);
            if (isHelp)
                return SettingsHelp.Print(SettingsCatalog.Of(builder.Services), Console.Out);
            return await RunAsync(builder, map);
        }
        catch (StartupError error)
        {
            foreach (var fault in error.Faults)
                await Console.Error.WriteLineAsync($"groupchat: {fault.Setting}: {fault.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"groupchat: {ListenAddress.Setting}: {error.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }

    private static async Task<int> RunAsync(WebApplicationBuilder builder, Action<WebApplication> map)
    {
        SettingsCheck.Run(builder.Configuration, SettingsCatalog.Of(builder.Services));
        builder.WebHost.UseOnePort(builder.Configuration["Urls"] ?? HostSettings.DefaultUrls);
        builder.Configuration["Urls"] = ""; // listened on already; the server would warn that it overrides them
        var quiet = StartupLog.Quieten(builder.Logging);
        await using var app = builder.Build();
        _ = app.Services.GetRequiredService<DataFolder>(); // locked before anything else looks into it
        map(app);
        NeighbourCheck.Run(app.Services);
        await app.StartAsync();
        quiet.Started();
        await app.WaitForShutdownAsync();
        return app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(s => s.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }

    private static WebApplicationBuilder CreateBuilder(string[] args, IReadOnlyDictionary<string, string?> defaults)
    {
        var builder = CreateConfigured(args, defaults);
        HostSettings.AddTo(SettingsCatalog.Of(builder.Services));
        builder.Services.AddDataFolder();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddServicePlaces();
        builder.Services.AddSingleton(new ProcessMemory());
        builder.Services.AddHostedService<IdleMemory>();
        builder.Services.AddSettings<TlsOptions>("Tls");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            builder.Configuration.GetSection("Kestrel:Limits").Bind(options.Limits);
        });
        return builder;
    }

    private static WebApplicationBuilder CreateConfigured(string[] args, IReadOnlyDictionary<string, string?> defaults)
    {
        try
        {
            // The framework reads the files once itself, and fails on a broken one first.
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            Configure(builder.Configuration, defaults, builder.Environment.EnvironmentName, args);
            return builder;
        }
        catch (InvalidDataException error)
        {
            throw new StartupError("appsettings.json", $"{error.Message} {error.GetBaseException().Message}", error);
        }
    }

    /// <summary>Only our own sources: the framework's would take every environment variable for a setting.</summary>
    private static void Configure(
        ConfigurationManager configuration, IReadOnlyDictionary<string, string?> defaults, string environment, string[] args)
    {
        configuration.Sources.Clear();
        configuration
            .AddInMemoryCollection(defaults)
            .AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false)
            .AddEnvironmentVariables(SettingSource.EnvironmentPrefix)
            .Add(new CommandLineSettings(args));
    }
}
