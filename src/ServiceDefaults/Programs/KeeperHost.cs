using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Workers;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>
/// Stands between us and a program that is not ours: it starts the program with its own input and output, so nothing is copied,
/// and ends it with all that it has started when we are gone, when it takes too much memory, or when it has ended itself. It sees
/// that we are gone by the end of its input, which no kill can keep from it.
/// </summary>
internal static class KeeperHost
{
    public const string Flag = "--keep";
    public const int TooLarge = 250;
    public const int NotStarted = 251;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static bool IsMeant(string[] args) => args is [Flag, ..];

    /// <summary>The arguments by which our own program becomes the keeper of another.</summary>
    public static IEnumerable<string> Arguments(ProgramStart program, string path) =>
    [
        Flag, program.MemoryBytes.ToString(CultureInfo.InvariantCulture),
        ((int)program.Grace.TotalMilliseconds).ToString(CultureInfo.InvariantCulture), path, .. program.Arguments,
    ];

    /// <summary>Returns the program's exit code when nothing of it is left.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [_, var memory, var grace, var command, ..]
            || !long.TryParse(memory, CultureInfo.InvariantCulture, out var bytes)
            || !int.TryParse(grace, CultureInfo.InvariantCulture, out var patience))
        {
            throw new StartupError("keep", "is how a server starts programs; it has no use by hand");
        }
        KeeperCalls.StandApart();
        ProcessLimits.Apply(bytes == 0 ? 0 : (ulong)(bytes + WorkerLimits.AddressSlack), 0);
        using var program = Start(command, args[4..]);
        if (program is null)
            return NotStarted;
        try
        {
            return await WatchAsync(program, bytes, TimeSpan.FromMilliseconds(patience));
        }
        finally
        {
            await ProcessFamily.KillAsync();
            // There the family is not known: all of the session ends, and we with it.
            if (!OperatingSystem.IsLinux())
                KeeperCalls.KillSession(Environment.ProcessId);
        }
    }

    private static Process? Start(string command, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command, arguments));
        }
        catch (Win32Exception error)
        {
            Console.Error.WriteLine(error.Message);
            return null;
        }
    }

    private static async Task<int> WatchAsync(Process program, long bytes, TimeSpan grace)
    {
        var exited = program.WaitForExitAsync();
        var alone = AloneAsync();
        while (!exited.IsCompleted && !alone.IsCompleted)
        {
            await Task.WhenAny(exited, alone, Task.Delay(Look, TimeProvider.System));
            if (bytes > 0 && ProcessFamily.OwnBytes() > bytes)
                return TooLarge;
            ProcessFamily.Reap(program.Id);
        }
        await exited.WaitAsync(grace, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return exited.IsCompleted ? program.ExitCode : 0;
    }

    /// <summary>Done when nobody is left who could say anything to the program.</summary>
    private static Task AloneAsync()
    {
        var alone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            KeeperCalls.WaitForEndOfInput();
            alone.SetResult();
        })
        { IsBackground = true, Name = "parent" }.Start();
        return alone.Task;
    }
}
