using System.Runtime.InteropServices;

namespace GroupChat.Vectors.Index;

/// <summary>Lets a thread give way to others where processors are scarce. On Linux the runtime's own thread priorities do nothing.</summary>
internal static partial class LowPriority
{
    /// <summary>A third of what others get, never nothing: rows that wait for the graph make every search longer.</summary>
    private const int Nicer = 5;

    /// <summary>For the rest of the calling thread's life, which has to be nobody else's. Where it is refused nothing changes.</summary>
    public static void Enter()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = Nice(Nicer);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    // Of the calling thread alone, on Linux.
    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int more);
}
