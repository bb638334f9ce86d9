using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GroupChat.Cli.Sessions;

/// <summary>
/// Where one session is kept: a file of its own for every server and profile, readable by its owner only, replaced as a whole.
/// </summary>
/// <param name="folder">Folder of all session files; made with mode 0700.</param>
/// <param name="server">Address of the server.</param>
/// <param name="profile">Name of the profile.</param>
internal sealed class SessionFile(string folder, Uri server, string profile)
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly string _path = Path.Combine(folder, NameOf(server, profile) + ".json");

    /// <summary>The session, or null when there is none or the file cannot be understood.</summary>
    public StoredSession? Load()
    {
        try
        {
            if (!File.Exists(_path))
                return null;
            KeepPrivate(_path, OwnerFile);
            var stored = JsonSerializer.Deserialize(File.ReadAllText(_path), StoredSessionJson.Default.StoredSession);
            return stored is { AccessToken: not null, RefreshToken: not null, UserId: not null, DisplayName: not null } ? stored : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file: a reader sees the old session or the new one, never half of one.</summary>
    public void Save(StoredSession session)
    {
        MakeFolder();
        var draft = $"{_path}.{Environment.ProcessId}.tmp";
        using (var file = new FileStream(draft, Private(FileMode.Create)))
        {
            JsonSerializer.Serialize(file, session, StoredSessionJson.Default.StoredSession);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, _path, overwrite: true);
    }

    public void Delete() => File.Delete(_path);

    /// <summary>Takes the lock that only one process holds at a time; it ends with the process, however that ends.</summary>
    public FileStream? TryLock()
    {
        MakeFolder();
        try
        {
            var options = Private(FileMode.OpenOrCreate);
            options.Share = FileShare.None;
            return new(_path + ".lock", options);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerFolder);
        KeepPrivate(folder, OwnerFolder);
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        return options;
    }

    private static void KeepPrivate(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != mode)
            File.SetUnixFileMode(path, mode);
    }

    /// <summary>Readable, and unique by a piece of a hash: two names may look the same once their odd characters are gone.</summary>
    private static string NameOf(Uri server, string profile)
    {
        var address = server.GetLeftPart(UriPartial.Authority);
        var readable = new StringBuilder();
        foreach (var character in $"{server.Authority}_{profile}")
            readable.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address}\n{profile}")))[..8];
        return $"{readable.ToString(0, Math.Min(readable.Length, 60))}-{hash}";
    }
}
