namespace GroupChat.Agents.Llama;

/// <summary>
/// Texts to vectors, by a context of its own that is made when the first text comes. Short texts are read together, each in a
/// sequence of its own; one request at a time.
/// </summary>
/// <param name="model">Any that gives vectors.</param>
/// <param name="mostTokens">Of one text; a longer one is refused, and none is cut.</param>
/// <param name="threads">Of one step.</param>
internal sealed class LlamaEmbedder(LlamaModel model, int mostTokens, int threads) : IDisposable
{
    private const int LeastTokens = 256;

    // Texts read together, and their tokens, beyond which it gets no faster: every one looks at the room of all the others.
    private const int Together = 16;
    private const int TokensTogether = 512;

    private readonly int _most = Math.Min(mostTokens, model.TrainedContextTokens);
    private readonly SemaphoreSlim _turn = new(1);
    private LlamaContext? _context;
    private DecodeBatch? _batch;

    /// <summary>Vectors of length 1, in the order of the texts.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">CONTEXT_OVERFLOW: a text is too long, or has no token.</exception>
    public async ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => EmbedAll(texts, cancellationToken), cancellationToken);
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

    private LlamaVectors EmbedAll(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var context = _context ??= Open();
        var batch = _batch ??= new DecodeBatch(context.BatchTokens, context.Sequences);
        var prompts = texts.Select(text => TokensOf(text, Math.Min(_most, batch.Capacity))).ToList();
        var vectors = new List<float[]>(texts.Count);
        while (vectors.Count < prompts.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            var count = Fill(batch, prompts, vectors.Count, context.Sequences);
            context.Clear();
            if (!context.Decode(batch))
                throw LlamaErrors.ContextOverflow(batch.Count, 0, batch.Capacity);
            for (var sequence = 0; sequence < count; sequence++)
                vectors.Add(Normal(context.Embedding(sequence)));
        }
        return new(vectors, prompts.Sum(static prompt => prompt.Length));
    }

    private int[] TokensOf(string text, int most)
    {
        var tokens = model.Vocabulary.Tokenize(text, addSpecial: true, parseSpecial: false);
        return tokens.Length > 0 && tokens.Length <= most ? tokens : throw LlamaErrors.ContextOverflow(tokens.Length, 0, most);
    }

    /// <summary>Returns how many texts are in.</summary>
    private static int Fill(DecodeBatch batch, List<int[]> prompts, int first, int sequences)
    {
        var count = 0;
        while (count < sequences && first + count < prompts.Count)
        {
            var tokens = prompts[first + count];
            if (count > 0 && batch.Count + tokens.Length > Math.Min(TokensTogether, batch.Capacity))
                break;
            for (var at = 0; at < tokens.Length; at++)
                batch.Add(tokens[at], at, count, output: true);
            count++;
        }
        return count;
    }

    private LlamaContext Open()
    {
        var size = Math.Max(_most, LeastTokens);
        return new LlamaContext(model, new ContextSize(size, Together, size, threads), embeddings: true);
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
