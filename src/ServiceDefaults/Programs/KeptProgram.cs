using System.ComponentModel;
using System.Diagnostics;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.Logging;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>
/// A program that is not ours, spoken to by its input and output. It dies with us, however we end, and with it all that it has
/// started; it inherits nothing of our settings; what it says to standard error is logged. It runs as our user all the same, so
/// only programs that the operator names are started.
/// </summary>
public sealed class KeptProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _keeper;
    private readonly Task _said;

    private KeptProgram(Process keeper, ProgramErrors errors)
    {
        (_keeper, Id) = (keeper, keeper.Id);
        _said = errors.ReadAsync(keeper.StandardError);
        Exited = ExitAsync();
    }

    /// <summary>Of the process that keeps the program, which leads the session that the program is in.</summary>
    public int Id { get; }

    /// <summary>What is written here the program reads.</summary>
    public Stream Input => _keeper.StandardInput.BaseStream;

    /// <summary>What the program writes.</summary>
    public Stream Output => _keeper.StandardOutput.BaseStream;

    /// <summary>Done when the program has ended, with words for the log.</summary>
    public Task<string> Exited { get; }

    /// <summary>Starts it.</summary>
    /// <param name="command">Our own program, which keeps the other.</param>
    /// <param name="program">The other.</param>
    /// <param name="logger">Takes what it says to standard error, at Debug: nobody knows what that holds.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static KeptProgram Start(WorkerCommand command, ProgramStart program, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(program);
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("programs can be kept on Linux and macOS only");
        if (program.WorkingDirectory.Length > 0 && !Directory.Exists(program.WorkingDirectory))
            throw new Win32Exception($"there is no folder {program.WorkingDirectory}");
        var start = command.StartInfo(KeeperHost.Arguments(program, ProgramPath.Find(program.Command)));
        start.WorkingDirectory = program.WorkingDirectory;
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!, new ProgramErrors(program.Name, logger));
    }

    /// <summary>Ends its input, which asks it to end, and kills what has not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _keeper.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and what was still to be written is lost.
        }
        // The keeper counts the grace itself.
        await ((Task)Exited).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!Exited.IsCompleted)
            KeeperCalls.KillSession(Id);
        await Task.WhenAll(Exited, _said).WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _keeper.Dispose();
    }

    private async Task<string> ExitAsync()
    {
        await _keeper.WaitForExitAsync();
        // In order it leaves nothing behind; when it was killed itself, this is what can still be reached.
        KeeperCalls.KillSession(Id);
        return _keeper.ExitCode switch
        {
            KeeperHost.TooLarge => "it used too much memory",
            KeeperHost.NotStarted => "it could not be started",
            > 128 and var code => $"it was ended by signal {code - 128}",
            var code => $"it exited with code {code}",
        };
    }
}
