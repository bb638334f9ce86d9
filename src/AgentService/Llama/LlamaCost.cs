namespace GroupChat.Agents.Llama;

/// <summary>What a request took, however it ended.</summary>
/// <param name="Usage">In tokens.</param>
/// <param name="IsEstimate">The process that knew is lost: what was heard of it until then.</param>
internal readonly record struct LlamaCost(LlamaUsage Usage, bool IsEstimate);
