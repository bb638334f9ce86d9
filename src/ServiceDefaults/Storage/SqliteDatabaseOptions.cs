namespace GroupChat.ServiceDefaults.Storage;

/// <summary>How one database is driven. The defaults are measured; tests make them small.</summary>
public sealed record SqliteDatabaseOptions
{
    /// <summary>Connections for reading, opened when needed.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Writes waiting at most; whoever comes later waits without holding a thread.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Writes that share one commit at most.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Bytes of write-ahead log above which it is emptied into the database and cut off.</summary>
    public long CheckpointBytes { get; init; } = 16 * 1024 * 1024;
}
