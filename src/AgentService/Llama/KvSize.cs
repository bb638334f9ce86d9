using GroupChat.Agents.Llama.Gguf;

namespace GroupChat.Agents.Llama;

/// <summary>What a context takes in memory, known before the library tries to reserve it.</summary>
internal static class KvSize
{
    private const int BytesPerNumber = 2;

    /// <summary>Keys and values of one token in all layers, 16 bits each.</summary>
    public static long BytesPerToken(GgufFile file)
    {
        long Number(string key, long otherwise) => file.Number($"{file.Architecture}.{key}") is { } value and > 0 ? value : otherwise;

        var width = Number("embedding_length", 1);
        var heads = Number("attention.head_count", 1);
        var shared = Math.Min(Number("attention.head_count_kv", heads), heads);
        var key = Number("attention.key_length", Math.Max(width / heads, 1));
        var value = Number("attention.value_length", Math.Max(width / heads, 1));
        return (long)Int128.Min((Int128)Number("block_count", 1) * shared * (key + value) * BytesPerNumber, long.MaxValue / 2);
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_TOO_LARGE.</exception>
    public static void Check(LlamaModel model, long contextTokens, long scratchTokens)
    {
        var logits = (Int128)scratchTokens * model.Vocabulary.Size * sizeof(float);
        var needed = (long)Int128.Min((model.CacheBytesPerToken * (Int128)contextTokens) + logits, long.MaxValue);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
            throw LlamaErrors.TooLarge(needed, available);
    }
}
