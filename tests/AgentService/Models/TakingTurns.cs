using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Models;

/// <summary>A model that answers each request with the next of its answers.</summary>
internal sealed class TakingTurns(params Func<IEnumerable<string>>[] answers) : IChatClient
{
    public int Asked { get; private set; }

    public List<ChatMessage> Prompt { get; private set; } = [];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Prompt = [.. messages];
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, []);
        foreach (var text in answers[Asked++]())
            yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Holds nothing.
    }
}
