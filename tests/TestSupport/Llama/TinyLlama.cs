namespace GroupChat.TestSupport.Llama;

/// <summary>
/// A language model of random weights: it knows nothing, and is a real one in every other respect. The same settings make the same file.
/// </summary>
public sealed record TinyLlama
{
    public int Width { get; init; } = 64;

    public int Layers { get; init; } = 2;

    public int Heads { get; init; } = 4;

    public int Inner { get; init; } = 128;

    public int VocabularySize { get; init; } = 512;

    public int Seed { get; init; } = 1;

    /// <summary>Never likes the tokens that end an answer, nor single bytes: answers are as long as they may be, and readable.</summary>
    public bool Endless { get; init; }

    public string Save(string path)
    {
        using var file = new GgufWriter();
        Describe(file);
        var random = new Random(Seed);
        Tensor("token_embd", 0.3, Width, VocabularySize, 0);
        Ones("output_norm");
        Tensor("output", 0.3, Width, VocabularySize, Endless ? ((int)TinyVocabulary.MessageEnd + 1) * Width : 0);
        for (var layer = 0; layer < Layers; layer++)
            Layer($"blk.{layer}.");
        file.Save(path);
        return path;

        void Layer(string at)
        {
            Ones(at + "attn_norm");
            foreach (var name in (ReadOnlySpan<string>)["attn_q", "attn_k", "attn_v", "attn_output"])
                Tensor(at + name, 1 / Math.Sqrt(Width), Width, Width, 0);
            Ones(at + "ffn_norm");
            Tensor(at + "ffn_gate", 1 / Math.Sqrt(Width), Width, Inner, 0);
            Tensor(at + "ffn_up", 1 / Math.Sqrt(Width), Width, Inner, 0);
            Tensor(at + "ffn_down", 1 / Math.Sqrt(Inner), Inner, Width, 0);
        }

        void Ones(string name) => file.Tensor(name + ".weight", [Width], static numbers => numbers.Fill(1));

        void Tensor(string name, double deviation, long columns, long rows, int zeros) => file.Tensor(name + ".weight", [columns, rows], numbers =>
        {
            // The sum of three uniform numbers is normal enough.
            foreach (ref var number in numbers[zeros..])
                number = (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * deviation);
        });
    }

    /// <summary>Every key of the file, without its weights: what a reader of headers sees.</summary>
    public GgufWriter Describe(GgufWriter file)
    {
        var vocabulary = TinyVocabulary.Make(VocabularySize);
        file.Text("general.architecture", "llama").Text("general.name", "tiny")
            .Number("llama.context_length", 4096).Number("llama.embedding_length", (uint)Width).Number("llama.block_count", (uint)Layers)
            .Number("llama.feed_forward_length", (uint)Inner).Number("llama.attention.head_count", (uint)Heads)
            .Real("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Text("tokenizer.ggml.model", "llama")
            .Texts("tokenizer.ggml.tokens", [.. vocabulary.Select(static token => token.Text)])
            .Reals("tokenizer.ggml.scores", [.. vocabulary.Select(static (_, rank) => -(float)rank)])
            .Numbers("tokenizer.ggml.token_type", [.. vocabulary.Select(static token => token.Kind)])
            .Number("tokenizer.ggml.bos_token_id", TinyVocabulary.Begin)
            .Flag("tokenizer.ggml.add_bos_token", true)
            .Text("tokenizer.chat_template", "{% for m in messages %}{{'<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>' + '\\n'}}{% endfor %}");
        return file.Number("tokenizer.ggml.eos_token_id", TinyVocabulary.End).Number("tokenizer.ggml.eot_token_id", TinyVocabulary.MessageEnd);
    }
}
