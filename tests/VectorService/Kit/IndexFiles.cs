using GroupChat.TestSupport;
using GroupChat.Vectors.Files;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Tests.Kit;

/// <summary>A folder of index files, and what was logged about it.</summary>
internal sealed class IndexFiles : IDisposable
{
    private readonly TempFolder _folder = new();

    public IndexFiles() => Folder = new IndexFolder(Root, new Logger<IndexFolder>(Log));

    public LogCollector Log { get; } = new();

    public IndexFolder Folder { get; }

    public string Root => _folder.File("vectors");

    /// <summary>The files there are, newest first.</summary>
    public string[] Paths => Directory.Exists(Root)
        ? [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal)]
        : [];

    public string[] Warnings => [.. Log.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    public SavedIndex? Open() => Folder.Open(Tenants.Address, Tenants.Shape, Clouds.Small);

    public void Dispose()
    {
        _folder.Dispose();
        Log.Dispose();
    }
}
