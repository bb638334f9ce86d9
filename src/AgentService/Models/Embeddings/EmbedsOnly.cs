using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Embeddings;

/// <summary>What stands where a model that turns texts into vectors would answer: it says that it does not.</summary>
internal sealed class EmbedsOnly(string modelId) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw EmbeddingErrors.NotGenerative(modelId);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw EmbeddingErrors.NotGenerative(modelId);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing is held.
    }
}
