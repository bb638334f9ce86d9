using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>
/// What a child forbids itself before it does any work: more memory and processor time than it was given, a core file, in which
/// people's words would lie, and rights by other programs. It also offers itself first when the machine runs out of memory.
/// Does what the system can, and nothing on Windows.
/// </summary>
internal static partial class ProcessLimits
{
    // The same numbers on Linux and macOS.
    private const int ProcessorTime = 0;
    private const int DataSize = 2;
    private const int CoreSize = 4;

    // prctl of Linux.
    private const int SetNoNewPrivileges = 38;

    private const string FirstToGo = "800";

    public static void Apply(IConfiguration arguments) => Apply(arguments.GetValue<ulong>("memory"), arguments.GetValue<ulong>("processor"));

    /// <param name="bytes">Of writable memory; 0 for no limit.</param>
    /// <param name="seconds">Of processor time; 0 for no limit.</param>
    public static void Apply(ulong bytes, ulong seconds)
    {
        if (OperatingSystem.IsWindows())
            return;
        Set(CoreSize, 0);
        if (bytes > 0)
            Set(DataSize, bytes);
        if (seconds > 0)
            Set(ProcessorTime, seconds);
        if (!OperatingSystem.IsLinux())
            return;
        _ = Control(SetNoNewPrivileges, 1, 0, 0, 0);
        TryOfferFirst();
    }

    private static void Set(int resource, ulong value)
    {
        var limit = new Limit(value, value);
        if (SetLimit(resource, in limit) != 0)
            throw new InvalidOperationException($"The limit {resource} could not be set to {value}: error {Marshal.GetLastPInvokeError()}.");
    }

    private static void TryOfferFirst()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", FirstToGo);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A container may not let us; then the kernel chooses by size.
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Current, ulong Most);
}
