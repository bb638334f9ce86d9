using GroupChat.Chat.Rooms;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat.Turns;

/// <summary>What a worker says it can do.</summary>
internal sealed record WorkerOffer(string Name, IReadOnlyList<UserId> Agents, int Capacity)
{
    public const int MaxName = 64;
    public const int MaxCapacity = 1024;

    /// <exception cref="DomainError">INVALID_REQUEST.</exception>
    public void Check() => new Violations()
        .AddIf(Name.Length > MaxName, "open.worker_id", $"at most {MaxName} characters")
        .AddIf(Agents.Count == 0, "open.agent_ids", "at least one")
        .AddIf(Capacity is < 1 or > MaxCapacity, "open.max_concurrent_turns", $"1 to {MaxCapacity}")
        .ThrowIfAny();
}
