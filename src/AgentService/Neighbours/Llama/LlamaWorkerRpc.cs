using GroupChat.Agents.Llama;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>The engines of a worker process, on its socket.</summary>
[AllowAnonymousCaller]
internal sealed class LlamaWorkerRpc(EngineShelf shelf) : LlamaWorker.LlamaWorkerBase
{
    public override async Task<LoadResponse> Load(LoadRequest request, ServerCallContext context) =>
        (await shelf.LoadAsync(request, context.CancellationToken)).Model.ToWire();

    public override async Task<UnloadResponse> Unload(UnloadRequest request, ServerCallContext context)
    {
        await shelf.UnloadAsync(request.ModelId, context.CancellationToken);
        return new UnloadResponse();
    }

    public override async Task Generate(
        IAsyncStreamReader<GenerateRequest> requestStream, IServerStreamWriter<GenerateResponse> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken))
            return;
        var request = requestStream.Current;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        var leaving = StopAsync(requestStream, stop, over.Token);
        try
        {
            await GenerateAsync(shelf.Find(request.ModelId), request.FromWire(), responseStream, stop.Token, context.CancellationToken);
            await leaving;
        }
        finally
        {
            // A read that outlives its call would be in the way of the next one: the server uses a stream's pipe again.
            await over.CancelAsync();
            await leaving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task<CountTokensResponse> CountTokens(CountTokensRequest request, ServerCallContext context)
    {
        var messages = request.Messages.Select(LlamaWire.FromWire).ToList();
        return new CountTokensResponse { Tokens = await shelf.Find(request.ModelId).CountTokensAsync(messages, context.CancellationToken) };
    }

    public override async Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context)
    {
        var vectors = await shelf.Find(request.ModelId).EmbedAsync(request.Texts, context.CancellationToken);
        return new EmbedResponse { Tokens = vectors.Tokens, Vectors = { vectors.Select(static vector => new Vector { Numbers = { vector } }) } };
    }

    private static async Task GenerateAsync(
        ILlamaEngine engine, LlamaRequest request, IServerStreamWriter<GenerateResponse> steps, CancellationToken stop, CancellationToken gone)
    {
        var spent = default(LlamaCost);
        try
        {
            await foreach (var step in engine.StartAsync(request with { Spent = cost => spent = cost }, stop))
                await steps.WriteAsync(step.ToWire(engine.Counters), gone);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            await steps.WriteAsync(spent.Usage.ToWire(engine.Counters), gone);
        }
    }

    /// <summary>The caller closes its half when it has all, or wants no more.</summary>
    private static async Task StopAsync(IAsyncStreamReader<GenerateRequest> requests, CancellationTokenSource stop, CancellationToken gone)
    {
        while (await requests.MoveNext(gone))
        {
            // There is nothing more to ask for.
        }
        await stop.CancelAsync();
    }
}
