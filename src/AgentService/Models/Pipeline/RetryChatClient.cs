using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Polly;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>Asks again when a model fails in a way that may pass, as long as it has not said anything: see <see cref="ModelRetry"/>.</summary>
internal sealed class RetryChatClient(IChatClient inner, int retries, TimeProvider time) : DelegatingChatClient(inner)
{
    private readonly ResiliencePipeline _pipeline = ModelRetry.Of(retries, time);

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.ToList();
        await using var opened = await _pipeline.ExecuteAsync(
            stop => OpenedStream.OpenAsync(InnerClient, prompt, options, stop), cancellationToken);
        await foreach (var update in opened.RestAsync())
            yield return update;
    }
}
