using System.ComponentModel;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>Tools that look into the room: its documents and its messages.</summary>
internal static class RoomTools
{
    private const int MostPassages = 8;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    public static Tool SearchDocuments(IPassageSearch search) => new(
        AIFunctionFactory.Create(
            async ([Description("words or a question")] string query, AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            {
                var found = await search.SearchAsync(ToolCaller.Of(arguments).Reader, Checked(query), MostPassages, cancellationToken);
                return found.Count == 0
                    ? "Nothing was found."
                    : string.Join("\n\n", found.Select(static passage => $"[{passage.Title}] {string.Join(" > ", passage.HeadingPath)}\n{passage.Text}"));
            },
            "search_documents",
            "Finds passages in the documents of this room."),
        ToolEffect.Reads,
        ToolLimits.Default with { ResultBytes = 16_384, Fresh = Fresh })
    {
        Label = ContentLabel.Passage,
    };

    public static Tool SearchMessages(IMessageSearch search) => new(
        AIFunctionFactory.Create(
            async ([Description("words that all have to be in a message, or a \"phrase\"")] string query, AIFunctionArguments arguments, CancellationToken cancellationToken) =>
            {
                var found = await search.SearchAsync(ToolCaller.Of(arguments), Checked(query), cancellationToken);
                return found.Count == 0
                    ? "Nothing was found."
                    : string.Join("\n", found.Select(static said => $"{said.At:yyyy-MM-dd HH:mm} {said.AuthorName}: {said.Text} [{said.MessageId}]"));
            },
            "search_messages",
            "Finds messages of this room by what they say, newest first, with their ids."),
        ToolEffect.Reads,
        ToolLimits.Default with { Fresh = Fresh })
    {
        // Agents' words are among them.
        Label = new(ContentTrust.Agent, ContentAudience.AskingMember),
    };

    private static string Checked(string query) => string.IsNullOrWhiteSpace(query)
        ? throw new ToolException("the query is empty.")
        : Utf8Prefix.Of(query, IPassageSearch.LongestQuery);
}
