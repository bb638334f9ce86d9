namespace GroupChat.Documents.Documents;

/// <summary>Where uploads lie until they are complete: a folder of its own, emptied at start of what a killed process left.</summary>
internal sealed class UploadFolder
{
    private readonly string _path;

    public UploadFolder(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
        foreach (var left in Directory.EnumerateFiles(path))
            File.Delete(left);
    }

    /// <summary>A new file, gone when it is closed.</summary>
    public UploadFile Create() => new(Path.Combine(_path, Path.GetRandomFileName()));
}
