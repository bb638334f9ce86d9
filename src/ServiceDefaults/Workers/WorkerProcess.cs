using System.Diagnostics;
using GroupChat.ServiceDefaults.Channels;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>One child: the process, the socket on which it listens, and the pipe by whose end it learns that it is alone.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const string SocketName = "worker.sock";

    // After a kill: a process that waits for a disk cannot end sooner, and a child of its own may hold the pipes.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly string _folder;
    private readonly Task _said;

    private WorkerProcess(Process process, string folder, WorkerOutput output)
    {
        (_process, _folder) = (process, folder);
        _said = Task.WhenAll(output.ReadLogAsync(process.StandardOutput), output.ReadErrorsAsync(process.StandardError));
        Exited = ExitAsync();
    }

    public string Socket => Path.Combine(_folder, SocketName);

    public int Id => _process.Id;

    /// <summary>Done when it has ended, with the exit code; 128 and the number of the signal that ended it.</summary>
    public Task<int> Exited { get; }

    /// <param name="command">Our own program.</param>
    /// <param name="kind">What it is to do.</param>
    /// <param name="limits">What it may use.</param>
    /// <param name="run">The folder in which the folder of its socket is made.</param>
    /// <param name="output">Takes what it says.</param>
    public static WorkerProcess Start(WorkerCommand command, string kind, WorkerLimits limits, string run, WorkerOutput output)
    {
        var folder = SocketFolder.Create(run, PrefixOf(kind), SocketName);
        try
        {
            var process = Process.Start(command.StartInfo(kind, Path.Combine(folder, SocketName), limits))!;
            return new WorkerProcess(process, folder, output);
        }
        catch
        {
            SocketFolder.Remove(folder);
            throw;
        }
    }

    /// <summary>Removes what children of an earlier, killed process left. The data folder is ours: nobody else's are there.</summary>
    public static void Sweep(string run, string kind)
    {
        if (!Directory.Exists(run))
            return;
        foreach (var folder in Directory.EnumerateDirectories(run, PrefixOf(kind) + "*"))
            SocketFolder.Remove(folder);
    }

    public long OwnMemory() => ResidentMemory.OwnBytes(_process);

    /// <summary>Asks it to finish, and kills it when it has not.</summary>
    public async Task StopAsync(TimeSpan patience, TimeProvider time)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync();
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It has ended by itself.
        }
        await ((Task)Exited).WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Kills it if it lives, and hears its last words.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Task.WhenAll(Exited, _said).WaitAsync(EndTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        SocketFolder.Remove(_folder);
    }

    private static string PrefixOf(string kind) => $"{kind}-";

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
