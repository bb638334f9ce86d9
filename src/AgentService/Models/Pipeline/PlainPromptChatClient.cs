using System.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models.Pipeline;

/// <summary>
/// Puts into plain text what only our own answerers understand: passages, between marks that a passage cannot write itself, and
/// who said what in a room of many.
/// </summary>
internal sealed class PlainPromptChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages.Select(Plain), options, cancellationToken);

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetStreamingResponseAsync(messages.Select(Plain), options, cancellationToken);

    private static ChatMessage Plain(ChatMessage message)
    {
        var speaker = message.Role == ChatRole.User && message.AuthorName is { Length: > 0 } name ? $"{OneLine(name)}: " : "";
        var contents = message.Contents.Select(Plain).ToList();
        if (speaker.Length > 0 && contents.Find(static content => content is TextContent) is TextContent first)
            contents[contents.IndexOf(first)] = new TextContent(speaker + first.Text);
        return new ChatMessage(message.Role, contents);
    }

    private static AIContent Plain(AIContent content) => content is PassageContent passage ? new TextContent(Words(passage)) : content;

    private static string Words(PassageContent passage)
    {
        var words = new StringBuilder("\n<passage number=\"").Append(passage.Number).Append("\" title=\"").Append(Attribute(passage.Title)).Append('"');
        if (passage.HeadingPath.Count > 0)
            words.Append(" section=\"").Append(Attribute(string.Join(" / ", passage.HeadingPath))).Append('"');
        return words.Append(">\n").Append(passage.Text.Replace("<passage", "< passage", StringComparison.OrdinalIgnoreCase)
            .Replace("</passage", "< /passage", StringComparison.OrdinalIgnoreCase)).Append("\n</passage>\n").ToString();
    }

    private static string Attribute(string text) => OneLine(text).Replace('"', '\'').Replace('<', ' ').Replace('>', ' ');

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
