namespace GroupChat.Chat.Metering;

/// <summary>What a model was asked for. The numbers are those of the contract, and stored.</summary>
internal enum ChargeKind
{
    Answer = 1,
    Rewrite = 2,
    Summary = 3,
    Task = 4,
    Embedding = 5,
}
