using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests;

/// <summary>A model that does what the test says: each step yields contents, waits, or fails.</summary>
internal sealed class ScriptedChatClient(params IReadOnlyList<Func<CancellationToken, Task<AIContent?>>> steps) : IChatClient
{
    public List<ChatMessage> Prompt { get; private set; } = [];

    public static Func<CancellationToken, Task<AIContent?>> Says(string text, params CitationAnnotation[] citations) =>
        _ => Task.FromResult<AIContent?>(new TextContent(text) { Annotations = [.. citations] });

    public static Func<CancellationToken, Task<AIContent?>> Yields(AIContent content) => _ => Task.FromResult<AIContent?>(content);

    public static Func<CancellationToken, Task<AIContent?>> Fails(Exception error) => _ => Task.FromException<AIContent?>(error);

    /// <summary>Waits for the task, obediently.</summary>
    public static Func<CancellationToken, Task<AIContent?>> Waits(Task task) => async stop =>
    {
        await task.WaitAsync(stop);
        return null;
    };

    /// <summary>Never goes on and never listens.</summary>
    public static Func<CancellationToken, Task<AIContent?>> Hangs() => static _ => new TaskCompletionSource<AIContent?>().Task;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Prompt = [.. messages];
        foreach (var step in steps)
        {
            if (await step(cancellationToken) is { } content)
                yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to release.
    }
}
