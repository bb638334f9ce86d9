namespace GroupChat.Agents.Llama;

/// <summary>What an engine has done since its start. The sums of the <see cref="LlamaUsage"/>s of all requests, cancelled ones included.</summary>
internal readonly record struct LlamaCounters
{
    /// <summary>Tokens of prompts that were computed.</summary>
    public long Computed { get; init; }

    /// <summary>Tokens of prompts that were known already.</summary>
    public long Cached { get; init; }

    /// <summary>Tokens generated.</summary>
    public long Generated { get; init; }

    /// <summary>Steps of the model.</summary>
    public long Steps { get; init; }

    /// <summary>Requests that wait now.</summary>
    public int Waiting { get; init; }

    /// <summary>Requests that are worked on now.</summary>
    public int Running { get; init; }
}
