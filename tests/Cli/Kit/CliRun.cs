using GroupChat.Cli.Commands;
using GroupChat.Cli.Output;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>One command on its way: its output can be waited for, and it can be interrupted.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly WatchedWriter _out = new();
    private readonly WatchedWriter _error = new();
    private readonly CancellationTokenSource _interrupt = new();
    private readonly Task<int> _running;

    public CliRun(Shell shell, string[] arguments)
    {
        var watched = shell with { Out = _out, Error = _error };
        _running = Task.Run(() => CommandLine.RunAsync(arguments, watched, _interrupt.Token));
    }

    /// <summary>Waits until standard output contains a text.</summary>
    public Task SeesAsync(string text) => _out.ContainsAsync(text).Within();

    public Task NotesAsync(string text) => _error.ContainsAsync(text).Within();

    public void Interrupt() => _interrupt.Cancel();

    public async Task<CliResult> EndAsync() => new(await _running.Within(), _out.ToString(), _error.ToString());

    /// <summary>What is still running when a test ends is interrupted.</summary>
    public void Dispose()
    {
        _interrupt.Cancel();
        _interrupt.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
