using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Models;

/// <summary>Asks models and reads what they say.</summary>
internal static class Reading
{
    public static readonly ChatMessage[] Question = [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Why?") { AuthorName = "alice" }];

    public static async Task<List<ChatResponseUpdate>> AskAsync(
        this IChatClient client, ChatOptions? options = null, ChatMessage[]? prompt = null, CancellationToken cancellationToken = default)
    {
        return await Read().Within();

        async Task<List<ChatResponseUpdate>> Read()
        {
            var updates = new List<ChatResponseUpdate>();
            await foreach (var update in client.GetStreamingResponseAsync(prompt ?? Question, options, cancellationToken))
                updates.Add(update);
            return updates;
        }
    }

    public static Task<ModelFailure> FailAsync(this IChatClient client, CancellationToken cancellationToken = default) =>
        Assert.ThrowsAsync<ModelFailure>(() => client.AskAsync(cancellationToken: cancellationToken));

    public static string Text(this IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Select(static update => update.Text));

    public static UsageDetails Usage(this IEnumerable<ChatResponseUpdate> updates) =>
        updates.SelectMany(static update => update.Contents).OfType<UsageContent>().Single().Details;

    public static FunctionCallContent Call(this IEnumerable<ChatResponseUpdate> updates) =>
        updates.SelectMany(static update => update.Contents).OfType<FunctionCallContent>().Single();
}
