using System.Globalization;

namespace GroupChat.Agents.Llama.Gguf;

/// <summary>What a file must say so that the library can load it and talk with it without ending the process.</summary>
internal static class GgufChecks
{
    private const long MostSize = 1 << 24;
    private const int ByteKind = 6;

    private static readonly string[] TokenIds = ["bos", "eos", "unknown", "unk", "separator", "padding", "cls", "mask", "eot", "eom"];
    // What the library takes when a vocabulary of BERT does not say: 100 to 103.
    private const int LastPresetOfBert = 103;
    private static readonly string[] BertIds = ["cls", "unknown", "separator", "mask"];

    private static readonly string[] Sizes = ["context_length", "embedding_length", "block_count"];

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_FILE_INVALID.</exception>
    public static void CheckModel(GgufFile file)
    {
        if (file.Architecture is not { Length: > 0 and <= 64 } architecture)
            throw LlamaErrors.FileInvalid("it does not say its architecture");
        if (file.Text("general.type") is { } type && type != "model")
            throw LlamaErrors.FileInvalid($"it is no model ({(type.Length > 32 ? type[..32] : type)})");
        if (file.Tensors.Count == 0)
            throw LlamaErrors.FileInvalid("it has no weights");
        foreach (var size in Sizes)
        {
            if (file.Number($"{architecture}.{size}") is not (> 0 and <= MostSize))
                throw LlamaErrors.FileInvalid($"{size} is missing or out of bounds");
        }
        CheckVocabulary(file);
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_FILE_INVALID.</exception>
    public static void CheckAdapter(GgufFile file)
    {
        if (file.Text("general.type") != "adapter" || file.Text("adapter.type") != "lora")
            throw LlamaErrors.FileInvalid("it is no LoRA adapter");
        if (file.Tensors.Count == 0)
            throw LlamaErrors.FileInvalid("it has no weights");
    }

    private static void CheckVocabulary(GgufFile file)
    {
        var tokens = file.Arrays.GetValueOrDefault(GgufFile.TokensKey) is { Length: > 0 } array && array.Texts.Count == array.Length
            ? array.Texts : throw LlamaErrors.FileInvalid("it has no vocabulary");
        foreach (var list in (ReadOnlySpan<string>)["scores", "token_type"])
        {
            if (file.Arrays.GetValueOrDefault($"tokenizer.ggml.{list}") is { } beside && beside.Length != tokens.Count)
                throw LlamaErrors.FileInvalid($"its vocabulary has not as many {list} as tokens");
        }
        foreach (var name in TokenIds)
        {
            // All bits set is how a file says that there is none.
            if (file.Number($"tokenizer.ggml.{name}_token_id") is { } id and not uint.MaxValue && (id < 0 || id >= tokens.Count))
                throw LlamaErrors.FileInvalid($"its {name} token is none of its tokens");
        }
        if (file.Text("tokenizer.ggml.model") == "bert" && tokens.Count <= LastPresetOfBert && BertIds.Any(name => file.Number($"tokenizer.ggml.{name}_token_id") is null))
            throw LlamaErrors.FileInvalid("its vocabulary does not say which tokens are special");
        CheckBytes(file, tokens);
    }

    // A text with a character that no token spells would end the process: every byte must have a token, and where the vocabulary
    // says of what kind each token is, one of the kind of bytes.
    private static void CheckBytes(GgufFile file, IReadOnlyList<string> tokens)
    {
        Func<byte, string>? spelling = file.Text("tokenizer.ggml.model") switch
        {
            "llama" => static value => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>"),
            "gpt2" => ByteLetters.Of,
            "bert" or "t5" => null,
            _ => throw LlamaErrors.FileInvalid("its kind of vocabulary is not known"),
        };
        if (spelling is null)
            return;
        var kinds = file.Text("tokenizer.ggml.model") == "llama" ? KindsOf(file) : [];
        var known = tokens.Where((_, id) => kinds.Count == 0 || kinds[id] == ByteKind).ToHashSet(StringComparer.Ordinal);
        if (!Enumerable.Range(0, 256).All(value => known.Contains(spelling((byte)value))))
            throw LlamaErrors.FileInvalid("its vocabulary has no tokens for some bytes");
    }

    private static IReadOnlyList<long> KindsOf(GgufFile file) =>
        file.Arrays.GetValueOrDefault(GgufFile.TokenTypesKey) is { } kinds && kinds.Numbers.Count == kinds.Length
            ? kinds.Numbers : throw LlamaErrors.FileInvalid("its vocabulary does not say which tokens are bytes");
}
