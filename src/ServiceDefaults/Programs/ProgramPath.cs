using System.ComponentModel;

namespace GroupChat.ServiceDefaults.Programs;

/// <summary>
/// Where a program is. Only the PATH is looked through, and never a folder that is merely the present one: there may lie what
/// somebody else has put there.
/// </summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="Win32Exception">There is none.</exception>
    public static string Find(string command)
    {
        if (Path.IsPathFullyQualified(command))
            return command;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Where(Path.IsPathFullyQualified).Select(folder => Path.Combine(folder, command)).FirstOrDefault(IsProgram)
            ?? throw new Win32Exception($"there is no program {command} on the PATH");
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
