using System.Diagnostics;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests;

/// <summary>
/// A built program of ours as a user runs it: a process of its own with a data folder that outlives it, so that it can be
/// killed and started again on the same address.
/// </summary>
internal class HostProcess(string dll, string dataFolder) : IAsyncDisposable
{
    private readonly List<string> _output = [];
    private Process? _process;

    public string Address { get; } = $"http://127.0.0.1:{FreePort.Find()}";

    public string DataFolder => dataFolder;

    /// <summary>What is started, unless it is a program around it.</summary>
    public string Program { get; init; } = dll;

    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    public async Task StartAsync(params string[] more)
    {
        _process?.Dispose();
        _process = Commands.Start("dotnet", [Program, "--urls", Address, "--data", DataFolder, .. more], Keep);
        await UntilReadyAsync();
    }

    /// <summary>Waits until it can take calls.</summary>
    public async Task UntilReadyAsync()
    {
        using var client = new HttpClient();
        var deadline = Stopwatch.StartNew();
        while (!await IsReadyAsync(client))
        {
            if (_process!.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(90))
                throw new InvalidOperationException($"{Path.GetFileName(Program)} did not start:\n" + string.Join('\n', Output));
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
        ProcessSignal.Send(_process!.Id, ProcessSignal.Terminate);
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>By the body of a positive answer, in which each service has its state.</summary>
    protected virtual bool IsReady(string states) => true;

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
            return answer.IsSuccessStatusCode && IsReady(await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
