namespace GroupChat.Agents.Llama;

/// <summary>
/// A loaded model that many rooms share: in this process, or in a worker process behind the same face. Safe for concurrent
/// requests. Refusals are <see cref="ServiceDefaults.Errors.DomainError"/>s made by <see cref="LlamaErrors"/>.
/// </summary>
internal interface ILlamaEngine : IAsyncDisposable
{
    /// <summary>What is loaded.</summary>
    LlamaModelInfo Model { get; }

    /// <summary>What the engine has done since it was started.</summary>
    LlamaCounters Counters { get; }

    /// <summary>
    /// Generates. A request that cannot be served is refused at the call, a full queue at the first step; the last step is
    /// <see cref="LlamaEnd"/>. Cancelling, or leaving the enumeration, ends the work within one step of the model.
    /// </summary>
    IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, CancellationToken cancellationToken);

    /// <summary>Tokens that these messages take as a prompt, template included.</summary>
    ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken);

    /// <summary>One vector of length 1 for each text, of <see cref="LlamaModelInfo.EmbeddingSize"/> numbers.</summary>
    ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
