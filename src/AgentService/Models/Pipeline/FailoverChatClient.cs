using System.Runtime.CompilerServices;
using GroupChat.ServiceDefaults.Errors;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>Lets another model answer when this one fails before its first word, for whatever reason but a caller who left.</summary>
/// <param name="inner">Asked first.</param>
/// <param name="fallback">Finds the other one when it is needed: it may be built later.</param>
internal sealed class FailoverChatClient(IChatClient inner, Func<IChatClient> fallback) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.ToList();
        await using var attempt = new Attempt(
            InnerClient.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken),
            () => fallback().GetStreamingResponseAsync(prompt, WithoutAdapters(options), cancellationToken).GetAsyncEnumerator(cancellationToken),
            cancellationToken);
        while (await attempt.MoveNextAsync())
            yield return attempt.Current;
    }

    // They are those of the model that failed.
    private static ChatOptions? WithoutAdapters(ChatOptions? options)
    {
        if (RequestProperties.AdaptersOf(options) is null)
            return options;
        var others = options!.Clone();
        others.AdditionalProperties!.Remove(RequestProperties.Adapters);
        return others;
    }

    /// <summary>The one way until it has a word to say or fails, then the other. What it tells of its progress is no word yet.</summary>
    private sealed class Attempt(
        IAsyncEnumerator<ChatResponseUpdate> first, Func<IAsyncEnumerator<ChatResponseUpdate>> other, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private IAsyncEnumerator<ChatResponseUpdate> _updates = first;
        private bool _isSettled;

        public ChatResponseUpdate Current => _updates.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                var hasNext = await _updates.MoveNextAsync();
                _isSettled |= hasNext && Current.Contents.Any(static content => content is not ModelProgress);
                return hasNext;
            }
            catch (Exception error) when (!_isSettled && error is ModelFailure or DomainError && !cancellationToken.IsCancellationRequested)
            {
                await _updates.DisposeAsync();
                (_updates, _isSettled) = (other(), true);
                return await _updates.MoveNextAsync();
            }
        }

        public ValueTask DisposeAsync() => _updates.DisposeAsync();
    }
}
