namespace GroupChat.ServiceDefaults.Storage;

/// <summary>What can be said of a database file without opening it as one.</summary>
internal static class SqliteFile
{
    private const int HeaderLength = 100;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Refuses a file that has content and no SQLite header (https://www.sqlite.org/fileformat2.html#the_database_header).</summary>
    public static void CheckHeader(string path)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderLength];
        var length = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length > 0 && (length < HeaderLength || !header.StartsWith(Magic)))
            throw DataErrors.Damaged(path);
    }

    /// <summary>Looking at a file in WAL mode leaves an empty log and its index behind: takes them away again.</summary>
    public static void RemoveEmptyWal(string path)
    {
        var wal = new FileInfo(path + "-wal");
        if (wal is not { Exists: true, Length: 0 })
            return;
        wal.Delete();
        File.Delete(path + "-shm");
    }
}
