using System.Runtime.CompilerServices;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;
using Client = GroupChat.Agents.Neighbours.Llama.Wire.LlamaWorker.LlamaWorkerClient;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>
/// A model in the worker process, loaded into it by the first request and again into every new one. What is in progress when the
/// process ends fails with WORKER_LOST; what comes then waits for the next process within the worker's bound.
/// </summary>
/// <param name="place">Where it is loaded.</param>
internal sealed class WorkerLlamaEngine(EnginePlace place) : ILlamaEngine
{
    private LlamaCounters _counters;

    public LlamaModelInfo Model => place.Model ?? throw LlamaErrors.LoadFailed("no request has come yet");

    public LlamaCounters Counters => _counters;

    public async IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stay = await place.EnterAsync(cancellationToken);
        await using var work = new WorkerGeneration(stay, request, counters => _counters = counters, place.Time);
        await work.AskAsync(place.ModelId);
        while (await stay.HearAsync(work.NextAsync))
            yield return work.Current;
    }

    public async ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken)
    {
        using var stay = await place.EnterAsync(cancellationToken);
        var request = new CountTokensRequest { ModelId = place.ModelId, Messages = { messages.Select(LlamaWire.ToWire) } };
        return (await stay.HearAsync(async () => await new Client(stay.Invoker).CountTokensAsync(request, cancellationToken: stay.Stop))).Tokens;
    }

    public async ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var stay = await place.EnterAsync(cancellationToken);
        var request = new EmbedRequest { ModelId = place.ModelId, Texts = { texts } };
        var answer = await stay.HearAsync(async () => await new Client(stay.Invoker).EmbedAsync(request, cancellationToken: stay.Stop));
        return new([.. answer.Vectors.Select(static vector => vector.Numbers.ToArray())], answer.Tokens);
    }

    public ValueTask DisposeAsync()
    {
        place.Dispose();
        return ValueTask.CompletedTask;
    }
}
