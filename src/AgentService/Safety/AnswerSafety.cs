using GroupChat.Agents.Models;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Safety;

/// <summary>Takes out of what a model writes the addresses that may not be shown. A model that only quotes writes none itself.</summary>
internal sealed class AnswerSafety(AnswersOptions options)
{
    public IAsyncEnumerable<ChatResponseUpdate> Filter(Model model, Turn turn, IAsyncEnumerable<ChatResponseUpdate> updates) =>
        model.Generative ? FilterAsync(new LinkPolicy(options.LinkHosts, turn.PersonsWords), updates) : updates;

    private static async IAsyncEnumerable<ChatResponseUpdate> FilterAsync(LinkPolicy policy, IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var filter = new LinkFilter(policy);
        await foreach (var update in updates)
        {
            var safe = update.Clone();
            safe.Contents = [.. update.Contents.Select(content => content is TextContent text ? Safe(text, filter, policy) : content)];
            yield return safe;
        }
        yield return new ChatResponseUpdate(ChatRole.Assistant, filter.Close());
    }

    private static TextContent Safe(TextContent text, LinkFilter filter, LinkPolicy policy)
    {
        foreach (var citation in (text.Annotations ?? []).OfType<CitationAnnotation>().Where(citation => citation.Url is { } url && !policy.Allows(url.OriginalString)))
            citation.Url = null;
        return new TextContent(filter.Add(text.Text)) { Annotations = text.Annotations };
    }
}
