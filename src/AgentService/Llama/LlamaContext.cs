using GroupChat.Agents.Llama.Native;

namespace GroupChat.Agents.Llama;

/// <summary>
/// What a model has read so far, in sequences that may share their beginnings. One thread at a time. Every argument is checked
/// here: the library would end the process.
/// </summary>
internal sealed class LlamaContext : IDisposable
{
    private readonly ContextHandle _handle;
    private readonly LlamaModel _model;
    private readonly nint _memory;
    private AdapterMix _mix = AdapterMix.None;
    private bool _decoded;

    /// <exception cref="ServiceDefaults.Errors.DomainError">The context does not fit into memory, or the library refuses it.</exception>
    public LlamaContext(LlamaModel model, ContextSize size, bool embeddings = false)
    {
        KvSize.Check(model, size.Tokens, size.BatchTokens);
        _model = model;
        _handle = new ContextHandle(LlamaApi.NewContext(model.Handle.Raw, Parameters(model, size, embeddings)), model.Handle);
        if (_handle.IsInvalid)
            throw LlamaErrors.LoadFailed(NativeLog.TakeErrors());
        Use(model.Adapters.Usual);
        _memory = LlamaApi.Memory(Raw);
        (Tokens, Sequences) = ((int)LlamaApi.ContextTokens(Raw), (int)LlamaApi.Sequences(Raw));
        BatchTokens = (int)LlamaApi.BatchTokens(Raw);
    }

    public nint Raw => _handle.Raw;

    /// <summary>Tokens that fit in; the library rounds what it was asked for.</summary>
    public int Tokens { get; }

    public int Sequences { get; }

    public int BatchTokens { get; }

    /// <summary>Computes with these adapters from now on. A sequence must be computed with the same ones throughout.</summary>
    public unsafe void Use(AdapterMix mix)
    {
        if (mix.Equals(_mix))
            return;
        fixed (nint* adapters = mix.Adapters)
        fixed (float* scales = mix.Scales)
        {
            if (LlamaApi.SetAdapters(Raw, adapters, (nuint)mix.Adapters.Length, scales) != 0)
                throw LlamaErrors.EngineFailed("its adapters could not be applied");
        }
        _mix = mix;
    }

    /// <summary>Computes the batch. False when there is no room for it: nothing has changed then.</summary>
    public bool Decode(DecodeBatch batch)
    {
        if (batch.Count == 0 || batch.Count > BatchTokens)
            throw new ArgumentOutOfRangeException(nameof(batch), batch.Count, "A batch has one token to as many as the context takes.");
        CheckTokens(batch);
        var result = LlamaApi.Decode(Raw, batch.Native);
        _decoded |= result == 0;
        return result switch
        {
            0 => true,
            1 => false,
            _ => throw LlamaErrors.EngineFailed($"a step failed with {result} {NativeLog.TakeErrors()}"),
        };
    }

    /// <summary>Chooses a token from an output of the batch that was decoded last.</summary>
    public int Sample(SamplerChain sampler, int index) => _decoded && HasOutput(index)
        ? sampler.Sample(this, index) : throw new ArgumentOutOfRangeException(nameof(index), index, "There is no output.");

    /// <summary>Lets one sequence start as the other one does: the first tokens are shared, not copied.</summary>
    public void Share(int source, int target, int tokens)
    {
        Check(source);
        Check(target);
        LlamaApi.CopySequence(_memory, source, target, 0, tokens);
    }

    /// <summary>Forgets what the sequence has from this position on.</summary>
    public bool Truncate(int sequence, int tokens)
    {
        Check(sequence);
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        return LlamaApi.RemoveSequence(_memory, sequence, tokens, -1);
    }

    /// <summary>Number of tokens of the sequence.</summary>
    public int Length(int sequence)
    {
        Check(sequence);
        return LlamaApi.LastPosition(_memory, sequence) + 1;
    }

    /// <summary>Forgets everything. A model that reads a text as a whole has nothing to forget.</summary>
    public void Clear()
    {
        if (_memory != 0)
            LlamaApi.ClearMemory(_memory, data: false);
    }

    public unsafe ReadOnlySpan<float> Embedding(int sequence)
    {
        Check(sequence);
        var numbers = LlamaApi.SequenceEmbedding(Raw, sequence);
        return numbers is null ? throw new InvalidOperationException("There is no embedding.") : new ReadOnlySpan<float>(numbers, _model.EmbeddingSize);
    }

    public void Dispose() => _handle.Dispose();

    private unsafe bool HasOutput(int index) => index >= 0 && LlamaApi.Logits(Raw, index) is not null;

    private unsafe void CheckTokens(DecodeBatch batch)
    {
        foreach (var token in new ReadOnlySpan<int>(batch.Native.Tokens, batch.Count))
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)_model.Vocabulary.Size, nameof(batch));
    }

    private void Check(int sequence) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sequence, (uint)Sequences);

    private static ContextParams Parameters(LlamaModel model, ContextSize size, bool embeddings)
    {
        var parameters = LlamaApi.ContextDefaults();
        (parameters.ContextTokens, parameters.Sequences) = ((uint)size.Tokens, (uint)size.Sequences);
        // A batch that is smaller than the number of sequences ends the process at the first step.
        parameters.BatchTokens = parameters.MicroBatchTokens = (uint)Math.Max(size.BatchTokens, size.Sequences);
        parameters.Threads = parameters.BatchThreads = Math.Clamp(size.Threads, 1, Environment.ProcessorCount);
        parameters.Unified = 1;
        if (embeddings)
            (parameters.Embeddings, parameters.Pooling) = (1, model.Pooling ?? ContextParams.PoolingMean);
        return parameters;
    }
}
