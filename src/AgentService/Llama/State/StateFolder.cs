using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama.State;

/// <summary>
/// Blocks of prompts on the disk, for all models of a process. Bounded in bytes: what was not used for longest gives way. A file that
/// is missing, cut off, of somebody else or not to be read is as good as none.
/// </summary>
internal sealed class StateFolder
{
    private const string Ending = ".kv";

    private readonly StateSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // What is there, as far as we know: the disk is not asked while a model computes.
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private long _bytes;

    public StateFolder(StateSettings settings, TimeProvider time, ILogger logger)
    {
        (_settings, _time, _logger) = (settings, time, logger);
        try
        {
            foreach (var file in Directory.Exists(settings.Folder) ? Files() : [])
            {
                _names[Path.GetFileNameWithoutExtension(file.Name)] = true;
                _bytes += file.Length;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LlamaLog.StateUnreadable(logger, error);
        }
    }

    public byte[] Secret => _settings.Secret;

    public bool Has(string name) => _names.ContainsKey(name);

    /// <summary>The whole file; null when it is not what was written.</summary>
    /// <param name="name">Of the block.</param>
    /// <param name="mostBytes">A longer file is not even read.</param>
    public byte[]? Read(string name, long mostBytes)
    {
        try
        {
            var file = new FileInfo(PathOf(name));
            // A link, or a pipe that nobody writes to, has no length of its own.
            if (file is { Exists: true, LinkTarget: null } && file.Length > BlockFile.Frame && file.Length <= mostBytes + BlockFile.Frame
                && File.ReadAllBytes(file.FullName) is var content && BlockFile.IsSealed(Secret, name, content))
            {
                file.LastWriteTimeUtc = _time.GetUtcNow().UtcDateTime;
                return content;
            }
            if (file.Exists)
                LlamaLog.StateSpoilt(_logger);
            file.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LlamaLog.StateUnreadable(_logger, error);
        }
        _names.TryRemove(name, out _);
        return null;
    }

    /// <summary>Keeps a sealed block, in one step; not when the disk does not let us.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > _settings.MostBytes)
            return;
        try
        {
            MakeRoom(content.Length);
            var part = PathOf(name) + ".part";
            using (var file = OwnerOnly.Create(part, FileMode.Create))
                file.Write(content);
            File.SetLastWriteTimeUtc(part, _time.GetUtcNow().UtcDateTime);
            File.Move(part, PathOf(name), overwrite: true);
            _names[name] = true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LlamaLog.StateUnwritten(_logger, error);
        }
    }

    private FileInfo[] Files() => new DirectoryInfo(_settings.Folder).GetFiles("*" + Ending);

    private string PathOf(string name) => Path.Combine(_settings.Folder, name + Ending);

    private void MakeRoom(long bytes)
    {
        lock (_gate)
        {
            OwnerOnly.CreateFolder(_settings.Folder);
            if (_bytes + bytes > _settings.MostBytes)
                _bytes = Trim(_settings.MostBytes - bytes);
            _bytes += bytes;
        }
    }

    // A tenth more than needed, so that not every block looks through the folder.
    private long Trim(long most)
    {
        var files = Files().OrderBy(static file => file.LastWriteTimeUtc).ToList();
        var left = files.Sum(static file => file.Length);
        var goal = left > most ? most - (_settings.MostBytes / 10) : most;
        foreach (var file in files.TakeWhile(_ => left > goal))
        {
            left -= file.Length;
            file.Delete();
            _names.TryRemove(Path.GetFileNameWithoutExtension(file.Name), out _);
        }
        return left;
    }
}
