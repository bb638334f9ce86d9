using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// Blocks of prompts on the disk, for all models of a process. Bounded in bytes: what was not used for longest gives way. A file that
/// is missing, cut off, of somebody else or not to be read is as good as none.
/// </summary>
internal sealed class StateFolder(StateSettings settings, TimeProvider time, ILogger logger)
{
    private const string Ending = ".kv";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();
    private long _bytes = -1;

    public byte[] Secret => settings.Secret;

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>The whole file; null when it is not what was written.</summary>
    /// <param name="name">Of the block.</param>
    /// <param name="mostBytes">A longer file is not even read.</param>
    public byte[]? Read(string name, long mostBytes)
    {
        try
        {
            var file = new FileInfo(PathOf(name));
            if (!file.Exists)
                return null;
            // A link, or a pipe that nobody writes to, has no length of its own.
            if (file.LinkTarget is null && file.Length > BlockFile.Frame && file.Length <= mostBytes + BlockFile.Frame
                && File.ReadAllBytes(file.FullName) is var content && BlockFile.IsSealed(Secret, name, content))
            {
                file.LastWriteTimeUtc = time.GetUtcNow().UtcDateTime;
                return content;
            }
            LlamaLog.StateSpoilt(logger);
            file.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LlamaLog.StateUnreadable(logger, error);
        }
        return null;
    }

    /// <summary>Keeps a sealed block, in one step; not when the disk does not let us.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > settings.MostBytes)
            return;
        try
        {
            MakeRoom(content.Length);
            var part = PathOf(name) + ".part";
            using (var file = new FileStream(part, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly, BufferSize = 0 }))
                file.Write(content);
            File.SetLastWriteTimeUtc(part, time.GetUtcNow().UtcDateTime);
            File.Move(part, PathOf(name), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LlamaLog.StateUnwritten(logger, error);
        }
    }

    private string PathOf(string name) => Path.Combine(settings.Folder, name + Ending);

    private void MakeRoom(long bytes)
    {
        lock (_gate)
        {
            if (_bytes < 0 || _bytes + bytes > settings.MostBytes)
                _bytes = Trim(settings.MostBytes - bytes);
            _bytes += bytes;
        }
    }

    // A tenth more than needed, so that not every block looks through the folder.
    private long Trim(long most)
    {
        var folder = Directory.CreateDirectory(settings.Folder, OwnerOnly | UnixFileMode.UserExecute);
        var files = folder.GetFiles("*" + Ending).OrderBy(static file => file.LastWriteTimeUtc).ToList();
        var left = files.Sum(static file => file.Length);
        var goal = left > most ? most - (settings.MostBytes / 10) : most;
        foreach (var file in files.TakeWhile(_ => left > goal))
        {
            left -= file.Length;
            file.Delete();
        }
        return left;
    }
}
