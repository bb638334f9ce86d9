using GroupChat.Agents.Extractive;
using GroupChat.Agents.Models;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Extractive;

/// <summary>Asks the extractive answerer without a pause between the words.</summary>
internal static class Asking
{
    public static ExtractiveChatClient Client { get; } = new(TimeSpan.Zero, TimeProvider.System);

    public static async Task<(string Text, List<CitationAnnotation> Citations)> AskAsync(
        string question, params IEnumerable<PassageContent> passages)
    {
        var response = await Client.GetResponseAsync(Prompt(question, passages)).WaitAsync(TimeSpan.FromSeconds(10));
        var annotations = response.Messages.SelectMany(static message => message.Contents).SelectMany(static content => content.Annotations ?? []);
        return (response.Text, [.. annotations.OfType<CitationAnnotation>()]);
    }

    public static List<ChatMessage> Prompt(string question, IEnumerable<PassageContent> passages) =>
        [new(ChatRole.User, [new TextContent("Passages:"), .. passages]), new(ChatRole.User, question)];

    public static PassageContent Passage(string text, string title = "Notes") =>
        new() { PassageId = "p", DocumentId = "d", Title = title, Text = text, ByteOffset = 100 };
}
