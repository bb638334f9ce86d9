namespace GroupChat.ServiceDefaults.Programs;

/// <summary>A program that is not ours, as it is to be started.</summary>
/// <param name="Name">What it is called in the log.</param>
/// <param name="Command">Full path of the program, or its name as the PATH finds it.</param>
public sealed record ProgramStart(string Name, string Command)
{
    /// <summary>What it is started with. Other users of the machine can see them.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables besides the few that every program needs. Nothing else of ours is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Full path; empty for ours.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>Bytes of memory of the program and all that it starts, without the files they map. Kept on Linux.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>How long it may take to end once its input has ended; then it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
