namespace GroupChat.Chaos.Tests.Workload;

/// <summary>A change that a server makes by one call. What is so already is acknowledged, too.</summary>
/// <param name="Refusals">Reasons for which it may be refused.</param>
/// <param name="MakeAsync">Makes the call; the cursor of the answer, empty when it has none.</param>
internal sealed record Change(IReadOnlyList<string> Refusals, Func<ChaosClient, Task<string>> MakeAsync)
{
    /// <summary>Undoes it, where a planted bug needs that.</summary>
    public Func<ChaosClient, Task<string>>? UndoAsync { get; init; }
}
