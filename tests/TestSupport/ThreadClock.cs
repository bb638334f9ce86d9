using System.Runtime.InteropServices;

namespace GroupChat.TestSupport;

/// <summary>What a piece of work costs the processor, however busy the machine is: the calling thread's own CPU time.</summary>
public static class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <param name="work">Runs on the calling thread to its end.</param>
    /// <returns>The CPU time that <paramref name="work"/> took.</returns>
    public static TimeSpan Measure(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var start = Now();
        work();
        return Now() - start;
    }

    private static TimeSpan Now()
    {
        if (NativeMethods.ClockGetTime(ThreadCpuTime, out var time) != 0)
            throw new PlatformNotSupportedException("This machine has no clock of a thread's CPU time.");
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "clock_gettime")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int ClockGetTime(int clock, out TimeSpec time);
    }
}
