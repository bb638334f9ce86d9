using System.Diagnostics;
using GroupChat.TestSupport;
using Grpc.Net.Client;

namespace GroupChat.Integration.Tests;

/// <summary>
/// The built gateway as a user runs it: a process of its own with a data folder that outlives it, so that it can be
/// killed and started again on the same address.
/// </summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private Process? _process;

    public GatewayProcess(string dataFolder)
    {
        DataFolder = dataFolder;
        Address = $"http://127.0.0.1:{FreePort.Find()}";
    }

    public string Address { get; }

    public string DataFolder { get; }

    /// <summary>What is started: the gateway, unless it is a program around it.</summary>
    public string Program { get; init; } = Commands.GatewayDll;

    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    public static async Task<GatewayProcess> StartNewAsync(string dataFolder, params string[] more)
    {
        var gateway = new GatewayProcess(dataFolder);
        await gateway.StartAsync(more);
        return gateway;
    }

    /// <summary>A new connection: a channel of its own, so that no state survives from another.</summary>
    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address);

    public async Task StartAsync(params string[] more)
    {
        _process = Commands.Start("dotnet", [Program, "--urls", Address, "--data", DataFolder, .. more], Keep);
        using var client = new HttpClient();
        var deadline = Stopwatch.StartNew();
        while (!await IsReadyAsync(client))
        {
            if (_process.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(90))
                throw new InvalidOperationException("the gateway did not start:\n" + string.Join('\n', Output));
            await Task.Delay(50);
        }
    }

    /// <summary>As a power cut would: no signal handler, no flush.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator would; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }

    private void Keep(string line)
    {
        lock (_output)
            _output.Add(line);
    }

    private async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Address + "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
