using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>Notes by every request whether the model can be had.</summary>
internal sealed class HealthChatClient(IChatClient inner, ModelHealth health) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await WatchAsync(updates))
            yield return updates.Current;
    }

    private async ValueTask<bool> WatchAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        try
        {
            var more = await updates.MoveNextAsync();
            health.Is(ModelState.Ready);
            return more;
        }
        catch (ModelFailure failure)
        {
            health.Is(ModelState.Unavailable, failure.Message);
            throw;
        }
    }
}
