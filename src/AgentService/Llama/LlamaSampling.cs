namespace GroupChat.Agents.Llama;

/// <summary>How the next token is chosen. The order is grammar, penalties, top-k, top-p, min-p, temperature, seed.</summary>
internal sealed record LlamaSampling
{
    public static readonly LlamaSampling Default = new();

    /// <summary>Always the likeliest token.</summary>
    public static readonly LlamaSampling Greedy = new() { Temperature = 0 };

    /// <summary>0 is greedy; at most 5. Default 0.7.</summary>
    public float Temperature { get; init; } = 0.7f;

    /// <summary>Candidates kept; 0: all. Default 40.</summary>
    public int TopK { get; init; } = 40;

    /// <summary>Probability mass kept; 1: all. Default 0.95.</summary>
    public float TopP { get; init; } = 0.95f;

    /// <summary>Least probability of a candidate, as a share of the likeliest one's; 0: none. Default 0.05.</summary>
    public float MinP { get; init; } = 0.05f;

    /// <summary>Factor against tokens of the answer so far; 1: none. Default 1.</summary>
    public float RepeatPenalty { get; init; } = 1;

    /// <summary>Subtracted for each time that a token was used. Default 0.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Subtracted once from a token that was used. Default 0.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Tokens that the penalties look back. Default 64.</summary>
    public int PenaltyTokens { get; init; } = 64;

    /// <summary>The same seed gives the same answer when nothing else runs at the same time. Null: a new one each time.</summary>
    public uint? Seed { get; init; }

    public bool HasPenalties => RepeatPenalty != 1 || FrequencyPenalty != 0 || PresencePenalty != 0;
}
