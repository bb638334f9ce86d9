using System.Runtime.CompilerServices;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Llama;

/// <summary>
/// A local model as any other model: streams text, tells its place in the queue and the progress of reading, and what it used.
/// Safe for concurrent requests. The engine is not ended with it.
/// </summary>
/// <param name="engine">Where the model runs.</param>
/// <param name="modelId">Its name in configuration.</param>
/// <param name="time">For the ids of answers.</param>
/// <param name="shares">Of users, against that of 1 which all others have.</param>
internal sealed class LlamaChatClient(
    ILlamaEngine engine, string modelId, TimeProvider time, IReadOnlyDictionary<string, double>? shares = null) : IChatClient
{
    public const string Provider = "llama.cpp";

    private readonly ChatClientMetadata _metadata = new(Provider, providerUri: null, modelId);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var request = LlamaRequests.Of(messages, options);
        if (shares is not null)
            request = request with { Weight = shares.GetValueOrDefault(request.UserKey, 1) };
        return StreamAsync(engine.StartAsync(request, cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata
            : serviceType == typeof(ILlamaEngine) ? engine
            : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
        // The engine has its own owner.
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        IAsyncEnumerable<LlamaStep> steps, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        await foreach (var step in steps.WithCancellation(cancellationToken))
        {
            var update = new ChatResponseUpdate(ChatRole.Assistant, [ContentOf(step)]) { ResponseId = id, MessageId = id, ModelId = modelId };
            if (step is LlamaEnd end)
                update.FinishReason = end.Reason == LlamaStop.MaxTokens ? ChatFinishReason.Length : ChatFinishReason.Stop;
            yield return update;
        }
    }

    private static AIContent ContentOf(LlamaStep step) => step switch
    {
        LlamaText text => new TextContent(text.Text),
        LlamaQueued queued => new ModelProgress { QueuePosition = queued.Position },
        LlamaPrefill prefill => new ModelProgress { PromptTokensRead = prefill.Done, PromptTokens = prefill.Total },
        LlamaEnd end => new UsageContent(DetailsOf(end.Usage)),
        _ => throw new InvalidOperationException("The engine tells of something unknown."),
    };

    private static UsageDetails DetailsOf(LlamaUsage usage) => new()
    {
        InputTokenCount = usage.Computed + usage.Cached,
        CachedInputTokenCount = usage.Cached,
        OutputTokenCount = usage.Generated,
        TotalTokenCount = usage.Computed + usage.Cached + usage.Generated,
    };
}
