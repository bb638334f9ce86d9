using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>Traces and measures every request to a model. Prompts and answers are never recorded.</summary>
internal sealed class TelemetryChatClient : DelegatingChatClient
{
    private readonly ChatClientMetadata _metadata;
    private readonly TimeProvider _time;

    public TelemetryChatClient(IChatClient inner, TimeProvider time)
        : base(inner)
    {
        _metadata = inner.GetService<ChatClientMetadata>() ?? new ChatClientMetadata();
        _time = time;
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var operation = new ModelOperation(
            ModelOperation.Chat, _metadata.ProviderName, options?.ModelId ?? _metadata.DefaultModelId, _time);
        var stream = base.GetStreamingResponseAsync(messages, options, cancellationToken);
        await using var updates = stream.GetAsyncEnumerator(cancellationToken);
        while (await operation.Watch(updates.MoveNextAsync()))
        {
            operation.Saw(updates.Current);
            yield return updates.Current;
        }
    }
}
