namespace GroupChat.Agents.Language;

/// <summary>What became of a task, and what made it.</summary>
/// <param name="Value">The result.</param>
/// <param name="ModelId">The model, or <see cref="LanguageModels.Rules"/>.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record LanguageResult<T>(T Value, string ModelId, double Confidence)
{
    /// <summary>A model wrote it.</summary>
    public bool Generative { get; init; }

    /// <summary>The model's first output was wrong.</summary>
    public bool Repaired { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }
}
