namespace GroupChat.Agents.Llama.Gguf;

/// <summary>What a file says about vectors of texts.</summary>
internal static class GgufEncoder
{
    private const int Mean = 1;
    private const int Cls = 2;
    private const int Last = 3;
    private const int Rank = 4;

    // Those that read a text as a whole. Converters also say so by attention.causal, where they do.
    private static readonly HashSet<string> Architectures = new(StringComparer.Ordinal)
    {
        "bert", "nomic-bert", "nomic-bert-moe", "modern-bert", "neo-bert", "jina-bert-v2", "jina-bert-v3", "eurobert", "gemma-embedding", "t5encoder", "t5",
    };

    /// <summary>Whether it writes no text: a decoder would be needed, one token after the other.</summary>
    public static bool Is(GgufFile file) =>
        Architectures.Contains(file.Architecture) || file.Values.GetValueOrDefault($"{file.Architecture}.attention.causal") is false;

    /// <summary>Mean, first or last token, as the library numbers them; null when it does not say, or says that there is none.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_FILE_INVALID.</exception>
    public static int? PoolingOf(GgufFile file) => file.Number($"{file.Architecture}.pooling_type") switch
    {
        null or 0 => null,
        var kind and (Mean or Cls or Last or Rank) => (int)kind,
        _ => throw LlamaErrors.FileInvalid("its pooling is not known"),
    };

    /// <summary>It gives a mark for a pair of texts, and no vectors.</summary>
    public static bool Ranks(int? pooling) => pooling == Rank;
}
