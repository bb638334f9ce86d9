namespace GroupChat.Agents.Llama;

/// <summary>What one request took, in tokens.</summary>
/// <param name="Computed">Tokens of the prompt that were computed for it; more than once when it had to make room for others.</param>
/// <param name="Cached">Tokens of the prompt that were known already.</param>
/// <param name="Generated">Tokens of the answer, the one that ended it included.</param>
internal readonly record struct LlamaUsage(int Computed, int Cached, int Generated);
