namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>
/// Holds the data folder for this process. Two processes on one folder would each believe to be the only writer and not hear of
/// the other's events. The operating system lets go of the lock however the process ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string Setting = "Data";

    private readonly FileStream _held;

    private DataFolderLock(DataFolder folder, FileStream held)
    {
        Folder = folder;
        _held = held;
    }

    public DataFolder Folder { get; }

    /// <exception cref="StartupError">The folder cannot be made or written, or another process holds it.</exception>
    public static DataFolderLock Take(string path)
    {
        try
        {
            var folder = new DataFolder(Path.GetFullPath(path));
            Create(folder.Path);
            return new DataFolderLock(folder, new FileStream(folder.File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new StartupError(Setting, $"{path} is in use by another process; stop it or choose another folder with --data", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StartupError(Setting, $"{path} is not a folder this process can write to: {error.Message}", error);
        }
    }

    public void Dispose() => _held.Dispose();

    private static void Create(string path)
    {
        // Messages and keys will lie in it: nobody else's business.
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else if (!Directory.Exists(path))
            Directory.CreateDirectory(path, OwnerOnly);
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException error) =>
        (error.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);
}
