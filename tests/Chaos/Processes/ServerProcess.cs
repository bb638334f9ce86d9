using System.Diagnostics;
using GroupChat.TestSupport;

namespace GroupChat.Chaos.Tests.Processes;

/// <summary>A server as a process of its own that can be killed, stopped in its tracks and asked to end.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 200;

    private readonly Queue<string> _output = new();
    private readonly Process _process;
    private readonly Warden _warden;

    public ServerProcess(Warden warden, string program, IEnumerable<string> arguments)
    {
        _warden = warden;
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        warden.Guard(_process.Id);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>The last lines it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>As a power cut would: no signal handler, no flush.</summary>
    public async Task KillAsync()
    {
        SendToAll(ProcessSignal.Kill);
        await ExitedAsync();
    }

    /// <summary>What it has started is killed. False when there was nothing.</summary>
    public bool KillChildren()
    {
        var children = Children();
        foreach (var child in children)
            ProcessSignal.Send(child, ProcessSignal.Kill);
        return children.Count > 0;
    }

    /// <summary>Neither it nor what it has started gets any processor time until <see cref="Resume"/>.</summary>
    public void Pause() => SendToAll(ProcessSignal.Stop);

    public void Resume() => SendToAll(ProcessSignal.Continue);

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => ProcessSignal.Send(_process.Id, ProcessSignal.Terminate);

    public async Task ExitedAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        _warden.Release(_process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    // The parent first: it must not see its children die and start others.
    private void SendToAll(int signal)
    {
        var children = Children();
        ProcessSignal.Send(_process.Id, signal);
        foreach (var child in children)
            ProcessSignal.Send(child, signal);
    }

    private List<int> Children()
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{_process.Id}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)];
        }
        catch (IOException)
        {
            // It, or one of its threads, has just ended.
            return [];
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            if (_output.Count == KeptLines)
                _output.Dequeue();
            _output.Enqueue(line);
        }
    }
}
