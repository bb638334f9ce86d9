namespace GroupChat.ServiceDefaults.Storage;

/// <summary>How a PostgreSQL database is driven by one process.</summary>
public sealed record PostgresOptions
{
    /// <summary>Threads with a connection each, for reading.</summary>
    public int Readers { get; init; } = 6;

    /// <summary>Writes waiting at most; whoever comes later waits without holding a thread.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Writes that share one commit at most.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>A statement that takes longer has met a server that does not answer. A stall of 5 seconds is survived.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
