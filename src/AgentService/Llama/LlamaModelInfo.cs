namespace GroupChat.Agents.Llama;

/// <summary>What is to know about a loaded model.</summary>
/// <param name="Description">The library's words for it: architecture, size, quantisation.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Bytes">Size of the weights.</param>
/// <param name="VocabularySize">Number of tokens.</param>
/// <param name="EmbeddingSize">Numbers of an embedding.</param>
/// <param name="TrainedContextTokens">Longest text it was trained on.</param>
/// <param name="ContextTokens">Longest prompt and answer together that it takes here.</param>
internal sealed record LlamaModelInfo(
    string Description, long Parameters, long Bytes, int VocabularySize, int EmbeddingSize, int TrainedContextTokens, int ContextTokens);
