using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Extractive;

/// <summary>
/// Lets a model choose and not write: a sentence of the passages word for word, or the refusal. A schema leaves it nothing else to
/// say, and what it says is looked up, so that even a very small model cannot make anything up. The answer comes in one go.
/// </summary>
internal sealed class QuoteChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var choices = QuoteChoices.Of([.. messages]);
        if (choices.Quotes.Count == 0)
        {
            foreach (var update in Updates(ExtractiveAnswer.Chosen([]), model: null))
                yield return update;
            yield break;
        }
        var said = new StringBuilder();
        string? model = null;
        await foreach (var update in base.GetStreamingResponseAsync(QuotePrompt.Messages(choices), QuotePrompt.Options(choices, options), cancellationToken))
        {
            model = update.ModelId ?? model;
            said.Append(update.Text);
            if (update.Contents.Where(static content => content is not TextContent).ToList() is { Count: > 0 } others)
                yield return new ChatResponseUpdate(ChatRole.Assistant, others) { ModelId = model };
        }
        var chosen = QuotePrompt.Read(said.ToString(), choices);
        foreach (var update in Updates(ExtractiveAnswer.Chosen(chosen is null ? [] : [chosen]), model))
            yield return update;
    }

    private static IEnumerable<ChatResponseUpdate> Updates(ExtractiveAnswer answer, string? model)
    {
        var text = new TextContent(answer.Text) { Annotations = [.. answer.Citations.Select(static one => one.Citation)] };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [text]) { ModelId = model, FinishReason = ChatFinishReason.Stop };
    }
}
