namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>Where this process keeps its files, from the setting <c>Data</c>; it belongs to one process at a time.</summary>
/// <param name="Path">Full path of an existing folder.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>Full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);
}
