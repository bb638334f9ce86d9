using System.Security.Cryptography;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>
/// The whole system as built, in one process or in five, for tests that have to pass over both. Whatever the layout, clients see one
/// address, and a test kills or stops "the process that has ChatService", whichever that is.
/// </summary>
/// <example><code>
/// await using var server = await ServerLayout.StartNewAsync(Layout.Split, folder, "--Chat:TurnQueueTimeoutSeconds=5");
/// using var channel = server.Connect();
/// </code></example>
internal sealed class ServerLayout : IAsyncDisposable
{
    /// <summary>Names of the services that have a process of their own in <see cref="Layout.Split"/>.</summary>
    public const string Chat = "Chat";
    public const string Agents = "Agents";
    public const string Documents = "Documents";
    public const string Vectors = "Vectors";

    private readonly string _key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly SortedDictionary<string, HostProcess> _services = [];
    private string[] _settings = [];

    public ServerLayout(Layout layout, string folder)
    {
        (Layout, Gateway) = (layout, new(Path.Combine(folder, "gateway")));
        if (layout == Layout.OneProcess)
            return;
        _services[Chat] = new(Commands.ChatDll, Path.Combine(folder, "chat"));
        _services[Agents] = new(Commands.AgentsDll, Path.Combine(folder, "agents"));
        _services[Documents] = new(Commands.DocumentsDll, Path.Combine(folder, "documents"));
        _services[Vectors] = new(Commands.VectorsDll, Path.Combine(folder, "vectors"));
    }

    public Layout Layout { get; }

    public GatewayProcess Gateway { get; }

    /// <summary>Where clients connect.</summary>
    public string Address => Gateway.Address;

    /// <summary>What all processes have printed.</summary>
    public IReadOnlyList<string> Output => [.. Gateway.Output, .. _services.Values.SelectMany(service => service.Output)];

    /// <param name="layout">One process or five.</param>
    /// <param name="folder">Where their data folders go.</param>
    /// <param name="settings">As to one process: each of them goes to the processes that know it.</param>
    public static async Task<ServerLayout> StartNewAsync(Layout layout, string folder, params string[] settings)
    {
        var server = new ServerLayout(layout, folder);
        try
        {
            await server.StartAsync(settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A new connection: a channel of its own, so that no state survives from another.</summary>
    public GrpcChannel Connect() => Gateway.Connect();

    /// <summary>The process that has a service, with the settings of before. Returns when callers reach the service again.</summary>
    public async Task StartAsync(string place)
    {
        await HostOf(place).StartAsync(ArgumentsOf(Layout == Layout.Split ? place : null));
        await Gateway.UntilReadyAsync();
    }

    /// <summary>The process that has a service, as a power cut would: no signal handler, no flush.</summary>
    public Task KillAsync(string place) => HostOf(place).KillAsync();

    /// <summary>SIGTERM to the process that has a service; its exit code.</summary>
    public Task<int> StopAsync(string place) => HostOf(place).StopAsync();

    /// <summary>All processes at once.</summary>
    public Task KillAsync() => Task.WhenAll(_services.Values.Select(service => service.KillAsync()).Append(Gateway.KillAsync()));

    /// <summary>All processes, with the settings of before.</summary>
    public Task StartAgainAsync() => StartAsync(_settings);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        foreach (var service in _services.Values)
            await service.DisposeAsync();
    }

    private async Task StartAsync(string[] settings)
    {
        _settings = settings;
        // Agents look for ChatService at once, and again only after a while.
        await Task.WhenAll(_services.Keys.Where(place => place != Agents).Select(StartServiceAsync));
        await Task.WhenAll(_services.Keys.Where(place => place == Agents).Select(StartServiceAsync).Append(Gateway.StartAsync(ArgumentsOf(null))));
    }

    private HostProcess HostOf(string place) => Layout == Layout.Split ? _services[place] : Gateway;

    private Task StartServiceAsync(string place) => _services[place].StartAsync(ArgumentsOf(place));

    private string[] ArgumentsOf(string? place)
    {
        var known = _settings.Where(setting => LayoutSettings.IsFor(place, setting, isSplit: Layout == Layout.Split));
        if (Layout == Layout.OneProcess)
            return [.. known];
        var others = _services.Where(service => service.Key != place).Select(service => $"--Services:{service.Key}:Address={service.Value.Address}");
        return [$"--Services:Key={_key}", .. others, .. known];
    }
}
