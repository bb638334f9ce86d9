namespace GroupChat.Documents.Documents;

/// <summary>Names of uploaded files, which are only ever shown and compared, never used as a path.</summary>
internal static class FileNames
{
    public const int MaxChars = 255;

    /// <summary>The last part of a path, Windows or Unix, without control characters; empty when nothing is left.</summary>
    public static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return clean is "." or ".." ? "" : clean;
    }
}
