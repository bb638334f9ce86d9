namespace GroupChat.TestSupport.Llama;

/// <summary>A model of random weights that turns texts into vectors and writes none: BERT, with words of single letters.</summary>
public sealed record TinyBert
{
    public const int Width = 32;
    public const int Context = 512;

    private const int Layers = 1, Heads = 4, Inner = 64;

    /// <summary>0 none, 1 mean, 2 first token, 3 last token, 4 a mark for a pair of texts.</summary>
    public uint Pooling { get; init; } = 1;

    public string Save(string path)
    {
        using var file = new GgufWriter();
        var tokens = Describe(file);
        var random = new Random(7);
        Weights("token_embd.weight", 1, Width, tokens);
        Weights("position_embd.weight", 0.1, Width, Context);
        Weights("token_types.weight", 0.1, Width, 2);
        Norm("token_embd_norm");
        for (var layer = 0; layer < Layers; layer++)
            Layer($"blk.{layer}.");
        file.Save(path);
        return path;

        void Layer(string at)
        {
            foreach (var name in (ReadOnlySpan<string>)["attn_q", "attn_k", "attn_v", "attn_output"])
                Linear(at + name, Width, Width);
            Norm(at + "attn_output_norm");
            Linear(at + "ffn_up", Width, Inner);
            Linear(at + "ffn_down", Inner, Width);
            Norm(at + "layer_output_norm");
        }

        void Linear(string name, long columns, long rows)
        {
            Weights(name + ".weight", 1 / Math.Sqrt(columns), columns, rows);
            file.Tensor(name + ".bias", [rows], static numbers => numbers.Clear());
        }

        void Norm(string name)
        {
            file.Tensor(name + ".weight", [Width], static numbers => numbers.Fill(1));
            file.Tensor(name + ".bias", [Width], static numbers => numbers.Clear());
        }

        void Weights(string name, double deviation, long columns, long rows) => file.Tensor(name, [columns, rows], numbers =>
        {
            foreach (ref var number in numbers)
                number = (float)((random.NextDouble() - 0.5) * 3.4 * deviation);
        });
    }

    private int Describe(GgufWriter file)
    {
        // Beginnings of words are marked as the library's converter marks them.
        List<string> tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        for (var letter = '!'; letter <= '~'; letter++)
            tokens.AddRange([$"\u2581{letter}", $"{letter}"]);
        file.Text("general.architecture", "bert").Text("general.name", "tiny")
            .Number("bert.context_length", Context).Number("bert.embedding_length", Width).Number("bert.block_count", Layers)
            .Number("bert.feed_forward_length", Inner).Number("bert.attention.head_count", Heads)
            .Real("bert.attention.layer_norm_epsilon", 1e-12f).Flag("bert.attention.causal", false)
            .Number("bert.pooling_type", Pooling)
            .Text("tokenizer.ggml.model", "bert").Number("tokenizer.ggml.token_type_count", 2)
            .Texts("tokenizer.ggml.tokens", tokens)
            .Numbers("tokenizer.ggml.token_type", [.. tokens.Select(static (_, id) => id < 5 ? 3 : 1)])
            .Number("tokenizer.ggml.padding_token_id", 0).Number("tokenizer.ggml.unknown_token_id", 1).Number("tokenizer.ggml.cls_token_id", 2)
            .Number("tokenizer.ggml.seperator_token_id", 3).Number("tokenizer.ggml.mask_token_id", 4).Number("tokenizer.ggml.bos_token_id", 2);
        return tokens.Count;
    }
}
