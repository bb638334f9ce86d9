namespace GroupChat.ServiceDefaults.Workers;

/// <summary>What one child may use, and how long its parent is patient with it. A child that goes past a limit is killed and replaced.</summary>
public sealed record WorkerLimits
{
    /// <summary>
    /// Bytes of memory of its own, without the files it maps; 0 for no limit. The parent looks every second; on Linux and macOS
    /// the kernel besides refuses the child more writable memory than this and <see cref="AddressSlack"/>.
    /// </summary>
    public long MemoryBytes { get; init; }

    /// <summary>Processor time of one child in its whole life, in whole seconds; zero for no limit. Kept by the kernel.</summary>
    public TimeSpan ProcessorTime { get; init; }

    /// <summary>From the start until it answers. Default 60 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a caller waits for a child, also while one is started again. Default 30 seconds.</summary>
    public TimeSpan LeaseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two questions after its health. Default 10 seconds.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A child that does not answer such a question for so long hangs. Default 60 seconds: a busy machine is no hang.</summary>
    public TimeSpan HealthTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long work in progress may go on when the child is to end. Default 5 seconds.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A child that nobody used for so long is ended; the next caller starts another. Zero: it stays.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>First pause before a child that failed is replaced; doubled each time, with jitter. Default 200 milliseconds.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause between two starts. Default 30 seconds.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A child that lived so long was sound: after its end the pauses begin anew. Default 60 seconds.</summary>
    public TimeSpan SoundAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Stacks and what is reserved and never touched: 512 MiB on top of the memory that counts.</summary>
    public const long AddressSlack = 512L * 1024 * 1024;
}
