using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Language;

/// <summary>A model that writes the outputs it was given, one for each request and in small pieces, and the last one from then on.</summary>
internal sealed class OutputsClient(params string[] outputs) : IChatClient
{
    private const int PieceLength = 7;
    private int _requests;

    public ConcurrentQueue<(List<ChatMessage> Prompt, ChatOptions? Options)> Requests { get; } = [];

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests.Enqueue(([.. messages], options));
        var output = outputs[Math.Min(Interlocked.Increment(ref _requests), outputs.Length) - 1];
        foreach (var piece in output.Chunk(PieceLength))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
        }
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 });
        yield return new ChatResponseUpdate(ChatRole.Assistant, [usage]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to release.
    }
}
