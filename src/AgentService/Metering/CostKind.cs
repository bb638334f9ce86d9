namespace GroupChat.Agents.Metering;

/// <summary>What a model is asked for. The numbers are those of the contract.</summary>
internal enum CostKind
{
    Answer = 1,
    Rewrite = 2,
    Summary = 3,
    Task = 4,
    Embedding = 5,
}
