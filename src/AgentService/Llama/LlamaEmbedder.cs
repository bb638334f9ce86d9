namespace GroupChat.Agents.Llama;

/// <summary>Texts to vectors, by a context of its own that is made when the first text comes. One text at a time.</summary>
internal sealed class LlamaEmbedder(LlamaModel model, int threads) : IDisposable
{
    private const int MostTokens = 2_048;

    private readonly SemaphoreSlim _turn = new(1);
    private LlamaContext? _context;
    private DecodeBatch? _batch;

    /// <summary>Vectors of length 1; texts beyond the context are refused, and none is cut.</summary>
    public async ValueTask<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => texts.Select(text => Embed(text, cancellationToken)).ToList(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Not while a text is worked on: the engine waits for that.</summary>
    public void Dispose()
    {
        _batch?.Dispose();
        _context?.Dispose();
        _turn.Dispose();
    }

    public Task IdleAsync() => _turn.WaitAsync();

    private float[] Embed(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = _context ??= Open();
        var batch = _batch ??= new DecodeBatch(context.BatchTokens, 1);
        var tokens = model.Vocabulary.Tokenize(text, addSpecial: true, parseSpecial: false);
        if (tokens.Length > batch.Capacity || tokens.Length == 0)
            throw LlamaErrors.ContextOverflow(tokens.Length, 0, batch.Capacity);
        context.Clear();
        batch.Clear();
        for (var at = 0; at < tokens.Length; at++)
            batch.Add(tokens[at], at, 0, output: true);
        if (!context.Decode(batch))
            throw LlamaErrors.ContextOverflow(tokens.Length, 0, batch.Capacity);
        return Normal(context.Embedding(0));
    }

    private LlamaContext Open()
    {
        var size = Math.Clamp(model.TrainedContextTokens, 256, MostTokens);
        return new LlamaContext(model, new ContextSize(size, 1, size, threads), embeddings: true);
    }

    private static float[] Normal(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
            sum += (double)number * number;
        var vector = new float[numbers.Length];
        for (var i = 0; i < vector.Length && sum > 0; i++)
            vector[i] = (float)(numbers[i] / Math.Sqrt(sum));
        return vector;
    }
}
