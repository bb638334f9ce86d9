using System.CommandLine;
using GroupChat.Cli.Documents;
using GroupChat.Cli.Output;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat scrape ROOM URL: makes a web page a document of the room.</summary>
internal static class ScrapeCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var url = new Argument<string>("URL") { Description = "Address of the page, http or https" };
        var json = Arguments.Json("the document");
        var command = new Command("scrape", "Add a web page to a room's documents") { room, url, json };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var document = await client.Documents.ScrapeAsync(
                parsed.GetRequiredValue(room), client.NewKey(), parsed.GetRequiredValue(url), cancellationToken);
            client.Shell.Out.WriteLine(parsed.GetValue(json) ? Json.Line(document) : DocumentLines.Of(document));
            return DocumentLines.IsUsable(document) ? ExitCode.Ok : ExitCode.Failed;
        });
    }
}
