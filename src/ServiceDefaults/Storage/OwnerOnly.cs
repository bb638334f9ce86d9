namespace GroupChat.ServiceDefaults.Storage;

/// <summary>Files and folders that only the user of the process may read. On Windows the folder they lie in says who may.</summary>
public static class OwnerOnly
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for writing, without a buffer of its own.</summary>
    public static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File;
        return new(path, options);
    }

    /// <summary>Makes a folder that is not there yet.</summary>
    public static DirectoryInfo CreateFolder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, File | UnixFileMode.UserExecute);
}
