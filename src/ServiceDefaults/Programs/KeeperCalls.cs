using System.Runtime.InteropServices;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>What the keeper of a program asks of the system.</summary>
internal static partial class KeeperCalls
{
    private const int Kill = 9;
    private const int NoWait = 1;

    // prctl of Linux.
    private const int SetChildSubreaper = 36;

    /// <summary>
    /// A session of its own, so that signals to ours do not reach it and all of it can be reached at once. On Linux also the parent
    /// of whatever its children leave behind.
    /// </summary>
    public static void StandApart()
    {
        _ = NewSession();
        if (OperatingSystem.IsLinux())
            _ = Control(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Returns when nobody can write to our input any more. Reads nothing of it: it is the program's.</summary>
    public static void WaitForEndOfInput()
    {
        // No events asked for: only the end of the pipe, or an error, is told.
        var input = default(PollEntry);
        while (Poll(ref input, 1, -1) < 0)
        {
            // Interrupted by a signal.
        }
    }

    public static void KillProcess(int process) => _ = Signal(process, Kill);

    /// <summary>All of a session that <see cref="StandApart"/> began, as far as it did not leave it.</summary>
    public static void KillSession(int leader) => _ = Signal(-leader, Kill);

    /// <summary>Forgets a child that has ended.</summary>
    public static void Reap(int process) => _ = WaitFor(process, out _, NoWait);

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PollEntry entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitFor(int process, out int status, int options);

    [StructLayout(LayoutKind.Sequential)]
    private record struct PollEntry(int File, short Wanted, short Found);
}
