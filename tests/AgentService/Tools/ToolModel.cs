using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Tools;

/// <summary>A model that says in each round what the test says, given all that it reads.</summary>
internal sealed class ToolModel(Func<IReadOnlyList<ChatMessage>, ChatOptions?, IEnumerable<AIContent>> round) : IChatClient
{
    private static int s_calls;

    public List<List<ChatMessage>> Prompts { get; } = [];

    public static FunctionCallContent Call(string tool, params (string Name, object? Value)[] arguments) =>
        new($"call-{Interlocked.Increment(ref s_calls)}", tool, arguments.ToDictionary(static one => one.Name, static one => one.Value));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> prompt = [.. messages];
        Prompts.Add(prompt);
        foreach (var content in round(prompt, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to release.
    }
}
