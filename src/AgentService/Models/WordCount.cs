using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Models;

/// <summary>Counts words where a model reports no tokens: the count is an estimate and is marked as one.</summary>
internal static class WordCount
{
    public static int Of(IEnumerable<ChatMessage> messages) => messages.SelectMany(static message => message.Contents).Sum(Of);

    public static int Of(AIContent content) => content switch
    {
        TextContent text => Of(text.Text),
        PassageContent passage => Of(passage.Text),
        _ => 0,
    };

    public static int Of(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inside = false;
        foreach (var letter in text)
        {
            var here = !char.IsWhiteSpace(letter);
            words += here && !inside ? 1 : 0;
            inside = here;
        }
        return words;
    }
}
