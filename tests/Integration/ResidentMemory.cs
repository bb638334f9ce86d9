using System.Diagnostics;

namespace GroupChat.Integration.Tests;

/// <summary>How much memory a server holds. Its process is found by its data folder, which is its alone.</summary>
internal static class ResidentMemory
{
    public static long Of(string dataFolder)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (CommandLineOf(process.Id).Contains($"--data\0{dataFolder}\0", StringComparison.Ordinal))
                    return process.WorkingSet64;
            }
        }

        throw new InvalidOperationException($"no process has its data in {dataFolder}");
    }

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return ""; // It has ended meanwhile.
        }
    }
}
