using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>The engines of a worker process, by the ids of their models. Loading is slow, and done one at a time.</summary>
/// <param name="open">Loads a model.</param>
internal sealed class EngineShelf(Func<LoadRequest, ILlamaEngine> open) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, (ILlamaEngine Engine, LoadRequest Of)> _engines = new(StringComparer.Ordinal);

    public async Task<ILlamaEngine> LoadAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (TryFind(request.ModelId) is { } loaded)
            {
                if (loaded.Of.Equals(request))
                    return loaded.Engine;
                await RemoveAsync(request.ModelId);
            }
            var engine = await Task.Run(() => open(request), CancellationToken.None);
            lock (_engines)
                _engines[request.ModelId] = (engine, request);
            return engine;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task UnloadAsync(string modelId, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await RemoveAsync(modelId);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <exception cref="ServiceDefaults.Errors.DomainError">MODEL_NOT_LOADED.</exception>
    public ILlamaEngine Find(string modelId) => TryFind(modelId)?.Engine ?? throw LlamaErrors.LoadFailed("it was not asked for");

    public async ValueTask DisposeAsync()
    {
        foreach (var (engine, _) in _engines.Values)
            await engine.DisposeAsync();
        _turn.Dispose();
    }

    private async Task RemoveAsync(string modelId)
    {
        (ILlamaEngine Engine, LoadRequest Of) gone;
        lock (_engines)
        {
            if (!_engines.Remove(modelId, out gone))
                return;
        }
        await gone.Engine.DisposeAsync();
    }

    private (ILlamaEngine Engine, LoadRequest Of)? TryFind(string modelId)
    {
        lock (_engines)
            return _engines.TryGetValue(modelId, out var found) ? found : null;
    }
}
