using System.Diagnostics;
using System.Globalization;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>How much memory a process uses that is its own.</summary>
internal static class ResidentMemory
{
    private const string Anonymous = "RssAnon:";

    /// <summary>In bytes. On Linux without the files it maps, such as a model; elsewhere with them. 0 when it has ended.</summary>
    public static long OwnBytes(Process process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return OwnBytes(process.Id);
            process.Refresh();
            return process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>The same of any process, on Linux.</summary>
    public static long OwnBytes(int process)
    {
        try
        {
            return OfLinux($"/proc/{process}/status");
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long OfLinux(string status)
    {
        var line = File.ReadLines(status).FirstOrDefault(static line => line.StartsWith(Anonymous, StringComparison.Ordinal));
        // "RssAnon:	   12345 kB"; a process that has ended and was not waited for has no such line.
        return line is null ? 0 : long.Parse(line.AsSpan(Anonymous.Length, line.Length - Anonymous.Length - 2).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
