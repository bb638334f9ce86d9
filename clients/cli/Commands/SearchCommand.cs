using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat search WORDS: messages by what they say, newest first, in all rooms of the caller or in some.</summary>
internal static class SearchCommand
{
    private const int LargestPage = 100;

    public static Command Build(CommandRunner runner)
    {
        var words = Arguments.Words("WORDS", "Words, or parts of words, that all have to be there; an argument with spaces is a phrase", ArgumentArity.ZeroOrMore);
        var rooms = new Option<string[]>("--room") { Description = "Only in this room; may be repeated", HelpName = "ROOM" };
        var author = new Option<string?>("--by") { Description = "Only what this user or agent said", HelpName = "USER" };
        var mentions = new Option<bool>("--mentions-me") { Description = "Only what mentions you" };
        var count = new Option<int>("-n", "--count")
        {
            Description = "How many messages at most",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        count.AtLeast(1);
        var json = Arguments.Json("one match a line");
        var command = new Command("search", "Find messages by what they say") { words, rooms, author, mentions, count, json };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var request = new SearchMessagesRequest
            {
                Query = Query(parsed.GetValue(words) ?? []),
                AuthorId = parsed.GetValue(author) ?? "",
                MentionsMe = parsed.GetValue(mentions),
                RoomIds = { parsed.GetValue(rooms) ?? [] },
            };
            foreach (var match in await FindAsync(client, request, parsed.GetValue(count), cancellationToken))
                client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(match) : MatchLines.Of(match, client.Shell.Ink));
            return ExitCode.Ok;
        });
    }

    /// <summary>What the shell has taken the marks from is a phrase all the same.</summary>
    private static string Query(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => word.Contains(' ') && !word.Contains('"') ? $"\"{word}\"" : word));

    private static Task<List<MessageMatch>> FindAsync(
        Client client, SearchMessagesRequest request, int count, CancellationToken cancellationToken)
    {
        request.PageSize = Math.Min(count, LargestPage);
        return Pages.AllAsync(
            token => client.Calls.CallAsync(
                options => client.Link.Chat.SearchMessagesAsync(new(request) { PageToken = token }, options), cancellationToken),
            page => (page.Matches, page.NextPageToken),
            count);
    }
}
