using System.Runtime.CompilerServices;
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
        await using var opened = await OpenAsync(prompt, options, cancellationToken);
        await foreach (var update in opened.RestAsync())
            yield return update;
    }

    private async ValueTask<OpenedStream> OpenAsync(List<ChatMessage> prompt, ChatOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenedStream.OpenAsync(InnerClient, prompt, options, cancellationToken);
        }
        catch (Exception error) when (error is ModelFailure or ServiceDefaults.Errors.DomainError && !cancellationToken.IsCancellationRequested)
        {
            return await OpenedStream.OpenAsync(fallback(), prompt, WithoutAdapters(options), cancellationToken);
        }
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
}
