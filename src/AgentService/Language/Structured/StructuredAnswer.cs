namespace GroupChat.Agents.Language.Structured;

/// <summary>What a model made of a task, checked.</summary>
/// <param name="Value">The output.</param>
/// <param name="ModelId">The model.</param>
/// <param name="Repaired">It took a second attempt.</param>
/// <param name="InputTokens">Of all attempts, as the model counts; 0 when it does not.</param>
/// <param name="OutputTokens">Likewise.</param>
internal sealed record StructuredAnswer<T>(T Value, string ModelId, bool Repaired, long InputTokens, long OutputTokens)
    where T : class;
