using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>How a model is shared.</summary>
internal sealed record EngineSettings
{
    private const int MostSequences = 256;

    /// <summary>Tokens of all requests together, what they share counted once; one request may take them all. Default 4,096.</summary>
    public int ContextTokens { get; init; } = 4_096;

    /// <summary>Requests worked on at the same time. Default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Prompts kept after their request, so that the room's next one starts where they end. Default 8.</summary>
    public int CachedPrompts { get; init; } = 8;

    /// <summary>Threads of a step. Default: all processors but one.</summary>
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Tokens of prompts in one step: how long others wait for a prompt being read, and a cancel for its effect. Default 64.</summary>
    public int PrefillTokens { get; init; } = 64;

    /// <summary>Requests that may wait. Default 512.</summary>
    public int MaxQueued { get; init; } = 512;

    /// <summary>Requests of one user that may wait. Default 256.</summary>
    public int MaxQueuedPerUser { get; init; } = 256;

    /// <summary>Tokens by which a user who is served may be ahead of one who waits before making room. Default 256.</summary>
    public int Quantum { get; init; } = 256;

    /// <summary>Changes of the model's weights. Default none.</summary>
    public IReadOnlyList<AdapterFile> Adapters { get; init; } = [];

    public ContextSize Size => new(ContextTokens, Sequences, PrefillTokens + Parallel, Threads);

    // Those at work, as many that had to make room, those kept, and one for what goes to the disk.
    private int Sequences => (2 * Parallel) + CachedPrompts + 1;

    /// <exception cref="DomainError">INVALID_REQUEST, with every mistake.</exception>
    public void Check() => new Violations()
        .AddIf(ContextTokens is < 256 or > 1 << 20, "context_tokens", "must be 256 to 1,048,576")
        .AddIf(Parallel is < 1 or > 64, "parallel", "must be 1 to 64")
        .AddIf(CachedPrompts < 0 || Sequences > MostSequences, "cached_prompts", $"must be 0 to {MostSequences - 1}, less twice the parallel requests")
        .AddIf(Threads < 1, "threads", "must be at least 1")
        .AddIf(PrefillTokens is < 8 or > 4_096, "prefill_tokens", "must be 8 to 4,096")
        .AddIf(MaxQueued is < 1 or > 100_000, "max_queued", "must be 1 to 100,000")
        .AddIf(MaxQueuedPerUser < 1, "max_queued_per_user", "must be at least 1")
        .AddIf(Quantum < 1, "quantum", "must be at least 1")
        .ThrowIfAny();
}
