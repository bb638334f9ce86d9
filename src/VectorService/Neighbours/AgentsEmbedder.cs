using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Neighbours;

/// <summary>Vectors of a model of AgentService. Its reasons are kept in ours, since whoever searches does not know of it.</summary>
internal sealed class AgentsEmbedder(
    string name, string model, TimeSpan patience, EmbeddingService.EmbeddingServiceClient agents, TimeProvider time)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Texts times dimension of one request.</summary>
    public const int MostNumbers = 1_000_000;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new EmbedRequest { ModelId = model, Texts = { values } };
        try
        {
            var until = (time.GetUtcNow() + patience).UtcDateTime;
            var answer = await agents.EmbedAsync(request, new CallOptions(deadline: until, cancellationToken: cancellationToken));
            return answer.Embeddings.Count == request.Texts.Count
                ? [.. answer.Embeddings.Select(static one => new Embedding<float>(one.Values.ToArray()))]
                : throw VectorErrors.EmbedderNonsense(name);
        }
        catch (RpcException failed)
        {
            throw Meaning(failed.ToDomainError());
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The way to AgentService belongs to the process.
    }

    private DomainError Meaning(DomainError error) =>
        error.Code is ErrorCode.Unavailable or ErrorCode.DeadlineExceeded or ErrorCode.ResourceExhausted or ErrorCode.Internal
            ? VectorErrors.EmbedderFailed(name, error.Reason, error.RetryAfter)
            : VectorErrors.EmbedderRefused(name, error.Reason);
}
