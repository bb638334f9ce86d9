using GroupChat.Agents.Llama.Gguf;
using GroupChat.Agents.Llama.Scheduling;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Llama;

/// <summary>A model in this process that only turns texts into vectors: no context for answers is reserved for it.</summary>
internal sealed class EmbeddingEngine : ILlamaEngine
{
    private readonly LlamaModel _model;
    private readonly LlamaEmbedder _embedder;

    private EmbeddingEngine(LlamaModel model, EngineSettings settings)
    {
        _model = model;
        var tokens = Math.Min(settings.ContextTokens, model.TrainedContextTokens);
        _embedder = new LlamaEmbedder(model, tokens, settings.Threads);
        Model = model.Describe(tokens);
    }

    public LlamaModelInfo Model { get; }

    public LlamaCounters Counters => new();

    /// <inheritdoc cref="LlamaEngine.Load"/>
    public static EmbeddingEngine Load(string path, string libraryFolder, EngineSettings settings, ILogger logger)
    {
        settings.Check();
        var model = LlamaModel.Load(path, libraryFolder, logger, settings.Adapters);
        try
        {
            if (GgufEncoder.Ranks(model.Pooling))
                throw LlamaErrors.NotEmbedding();
            var engine = new EmbeddingEngine(model, settings);
            LlamaLog.Loaded(logger, model.Architecture, engine.Model.Description, engine.Model.ContextTokens, 1);
            return engine;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, CancellationToken cancellationToken) => throw LlamaErrors.NotGenerative();

    public ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken) => throw LlamaErrors.NotGenerative();

    public ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        RequestCheck.CheckTexts(texts);
        return _embedder.EmbedAsync(texts, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _embedder.IdleAsync();
        _embedder.Dispose();
        _model.Dispose();
    }
}
