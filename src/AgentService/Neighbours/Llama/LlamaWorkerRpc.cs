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

    public override async Task Generate(GenerateRequest request, IServerStreamWriter<GenerateResponse> responseStream, ServerCallContext context)
    {
        var engine = shelf.Find(request.ModelId);
        await foreach (var step in engine.StartAsync(request.FromWire(), context.CancellationToken))
            await responseStream.WriteAsync(step.ToWire(engine.Counters), context.CancellationToken);
    }

    public override async Task<CountTokensResponse> CountTokens(CountTokensRequest request, ServerCallContext context)
    {
        var messages = request.Messages.Select(LlamaWire.FromWire).ToList();
        return new CountTokensResponse { Tokens = await shelf.Find(request.ModelId).CountTokensAsync(messages, context.CancellationToken) };
    }

    public override async Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context)
    {
        var vectors = await shelf.Find(request.ModelId).EmbedAsync(request.Texts, context.CancellationToken);
        return new EmbedResponse { Vectors = { vectors.Select(static vector => new Vector { Numbers = { vector } }) } };
    }
}
