namespace GroupChat.ServiceDefaults.Storage;

/// <summary>
/// Cuts the write-ahead log off when it has grown long. SQLite's own checkpoints reuse the file but never shrink it, and while
/// readers overlap it only grows. Used by the writer thread between two batches.
/// </summary>
internal sealed class WalTrimmer(string walPath, SqliteSession session, long limit)
{
    /// <summary>How much more may come before the next attempt, when readers were in the way.</summary>
    private const long Patience = 4 * 1024 * 1024;

    private readonly FileInfo _wal = new(walPath);

    // Set when readers were in the way; 0 otherwise.
    private long _notBefore;

    /// <summary>The next attempt is made however short the log is.</summary>
    public bool IsDue { get; set; }

    /// <summary>Does nothing on a short log. The bytes that stay, when readers were in the way; else null.</summary>
    public long? TrimIfLong()
    {
        _wal.Refresh();
        if (!_wal.Exists || (!IsDue && _wal.Length < Math.Max(limit, _notBefore)))
            return null;

        // The writer must not stand still for a slow reader: waits 20 ms here, 5 s elsewhere.
        session.Execute("PRAGMA busy_timeout = 20");
        var busy = session.QuerySingle("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0)) != 0;
        session.Execute($"PRAGMA busy_timeout = {SqliteOpener.BusyMilliseconds}");
        IsDue = false;
        _notBefore = busy ? _wal.Length + Patience : 0;
        return busy ? _wal.Length : null;
    }
}
