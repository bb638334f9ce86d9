using System.Runtime.InteropServices;

namespace GroupChat.TestSupport;

/// <summary>Sends signals to a process by its id. Their numbers are those of Linux.</summary>
public static partial class ProcessSignal
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>False when there is no such process, or not any more.</summary>
    public static bool Send(int process, int signal) => SendSignal(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
