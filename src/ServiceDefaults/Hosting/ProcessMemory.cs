namespace GroupChat.ServiceDefaults.Hosting;

/// <summary>The memory of this process, in bytes.</summary>
internal sealed record ProcessMemory
{
    /// <summary>Ever allocated.</summary>
    public Func<long> Allocated { get; init; } = static () => GC.GetTotalAllocatedBytes();

    /// <summary>In use, as the operating system counts.</summary>
    public Func<long> Resident { get; init; } = static () => Environment.WorkingSet;

    /// <summary>Collects all that is garbage, and gives up every page that is not needed then.</summary>
    public Action Collect { get; init; } = static () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
