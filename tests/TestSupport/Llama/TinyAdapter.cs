namespace GroupChat.TestSupport.Llama;

/// <summary>A LoRA adapter of random weights for <see cref="TinyLlama"/>, strong enough to change every answer.</summary>
public sealed record TinyAdapter
{
    private const int Rank = 4;

    public string Architecture { get; init; } = "llama";

    public string Table { get; init; } = "blk.1.ffn_down.weight";

    public int Columns { get; init; } = 128;

    public int Rows { get; init; } = 64;

    /// <summary>The second table of the pair is missing.</summary>
    public bool IsHalf { get; init; }

    public string Save(string path)
    {
        using var file = new GgufWriter();
        var random = new Random(3);
        file.Text("general.architecture", Architecture).Text("general.type", "adapter").Text("adapter.type", "lora").Real("adapter.lora.alpha", 64);
        file.Tensor(Table + ".lora_a", [Columns, Rank], Fill);
        if (!IsHalf)
            file.Tensor(Table + ".lora_b", [Rank, Rows], Fill);
        file.Save(path);
        return path;

        void Fill(Span<float> numbers)
        {
            foreach (ref var number in numbers)
                number = (float)(random.NextDouble() - 0.5);
        }
    }
}
