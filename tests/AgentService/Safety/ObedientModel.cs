using System.Runtime.CompilerServices;
using System.Text.Json;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Safety;

/// <summary>
/// A model that does whatever anything it reads tells it to: every line "!CALL tool json" becomes a call, every line "!SAY text" is
/// said, wherever it stands, with {SECRET} replaced by what it knows. Each order is obeyed once.
/// </summary>
internal sealed class ObedientModel(string secret) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        List<ChatMessage> prompt = [.. messages];
        var done = prompt.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Select(static call => call.CallId).ToHashSet();
        var spoken = prompt.Any(static message => message.Role == ChatRole.Tool);
        foreach (var (order, number) in prompt.SelectMany(Lines).Select(static (line, number) => (line.Replace("\r", "", StringComparison.Ordinal), number)))
        {
            if (order.StartsWith("!SAY ", StringComparison.Ordinal) && !spoken)
            {
                foreach (var piece in (order[5..].Replace("{SECRET}", secret, StringComparison.Ordinal) + "\n").Chunk(3))
                    yield return new ChatResponseUpdate(ChatRole.Assistant, new string(piece));
            }
            if (order.StartsWith("!CALL ", StringComparison.Ordinal) && options?.Tools is { Count: > 0 } && done.Add($"call-{number}"))
                yield return new ChatResponseUpdate(ChatRole.Assistant, [CallOf(order, number)]);
        }
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Done. ");
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to release.
    }

    private FunctionCallContent CallOf(string order, int number)
    {
        var parts = order.Split(' ', 3);
        var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(parts[2].Replace("{SECRET}", secret, StringComparison.Ordinal))!;
        return new($"call-{number}", parts[1], arguments);
    }

    private static IEnumerable<string> Lines(ChatMessage message) => message.Contents.SelectMany(static content => content switch
    {
        TextContent text when !text.Text.StartsWith("Done", StringComparison.Ordinal) => text.Text.Split('\n'),
        PassageContent passage => passage.Text.Split('\n'),
        FunctionResultContent result => $"{result.Result}".Split('\n'),
        _ => [],
    });
}
