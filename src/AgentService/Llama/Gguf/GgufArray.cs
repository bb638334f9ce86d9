namespace GroupChat.Agents.Llama.Gguf;

/// <summary>A list in a header.</summary>
/// <param name="Type">Of its values.</param>
/// <param name="Length">Number of values.</param>
/// <param name="Texts">The values of the vocabulary; empty for other lists.</param>
/// <param name="Numbers">The kinds of the vocabulary's tokens; empty for other lists.</param>
internal sealed record GgufArray(GgufType Type, int Length, IReadOnlyList<string> Texts, IReadOnlyList<long> Numbers);
