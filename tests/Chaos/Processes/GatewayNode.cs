using System.Diagnostics;
using System.Net;
using GroupChat.Chaos.Tests.Faults;
using GroupChat.TestSupport;

namespace GroupChat.Chaos.Tests.Processes;

/// <summary>One server of the cluster: the built gateway as a process, and the proxy in front of it, which outlives it.</summary>
internal sealed class GatewayNode(string name, Warden warden, IReadOnlyList<string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromMinutes(1);

    private readonly List<string> _errors = [];
    private ServerProcess? _process;

    public string Name => name;

    /// <summary>Another program of ours with the same habits.</summary>
    public string Dll { get; init; } = Built.GatewayDll;

    /// <summary>For the next start.</summary>
    public IReadOnlyList<string> Settings { get; set; } = settings;

    public FaultProxy Proxy { get; } = new();

    /// <summary>Past the proxy.</summary>
    public string DirectAddress { get; private set; } = "";

    /// <summary>What went wrong inside, as its processes have said so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The longest time that it took to end when it was asked to.</summary>
    public TimeSpan LongestDrain { get; private set; }

    /// <summary>
    /// Starts the process and waits until it is ready. Each start takes another port: the one before may be taken by now. What it
    /// needs may be away just then: a service manager would start it again, too.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); !await TryStartAsync(cancellationToken);)
        {
            if (Stopwatch.GetElapsedTime(start) > StartLimit)
                throw new InvalidOperationException($"{name} did not start:\n{_process?.Output}");
        }

        Proxy.Upstream = IPEndPoint.Parse(new Uri(DirectAddress).Authority);
    }

    public async Task KillAsync()
    {
        Proxy.Upstream = null;
        await _process!.KillAsync();
        Collect();
    }

    /// <summary>Kills what the process has started, and leaves it alone itself. False when there was nothing.</summary>
    public bool KillChildren() => _process!.KillChildren();

    public void Pause() => _process!.Pause();

    public void Resume() => _process!.Resume();

    /// <summary>Asks it to end and waits for that.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        Proxy.Upstream = null;
        _process!.Terminate();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ExitLimit);
        await _process.ExitedAsync(limit.Token);
        Collect();
        if (_process.ExitCode != 0)
            throw new InvalidOperationException($"{name} ended with {_process.ExitCode}:\n{_process.Output}");
        var took = Stopwatch.GetElapsedTime(start);
        LongestDrain = took > LongestDrain ? took : LongestDrain;
    }

    /// <summary>Throws when the process has ended by itself.</summary>
    public void CheckAlive()
    {
        if (_process!.HasExited)
            throw new InvalidOperationException($"{name} ended by itself with {_process.ExitCode}:\n{_process.Output}");
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    /// <summary>Keeps the errors that the process has logged, each with the line that says what it was.</summary>
    public void Collect()
    {
        var lines = _process!.Output.Split('\n');
        for (var place = 0; place < lines.Length; place++)
        {
            if (lines[place].StartsWith("fail:", StringComparison.Ordinal) || lines[place].StartsWith("crit:", StringComparison.Ordinal))
                _errors.Add(string.Join(' ', lines.Skip(place).Take(4).Select(line => line.Trim())));
        }
    }

    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        if (_process is not null)
            await _process.DisposeAsync();
        DirectAddress = $"http://127.0.0.1:{FreePort.Find()}";
        _process = new ServerProcess(warden, "dotnet", [Dll, "--urls", DirectAddress, .. Settings]);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var start = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(client, cancellationToken))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > StartLimit)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        return true;
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(DirectAddress + "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception early) when (early is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
