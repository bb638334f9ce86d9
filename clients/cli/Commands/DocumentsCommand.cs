using System.CommandLine;
using GroupChat.Cli.Documents;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat documents ROOM: what the room's agents may draw on.</summary>
internal static class DocumentsCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var json = Arguments.Json("one document a line");
        return runner.Bind(new("documents", "List a room's documents") { room, json }, async (client, parsed, cancellationToken) =>
        {
            var documents = await client.Documents.ListAsync(parsed.GetRequiredValue(room), cancellationToken);
            if (parsed.GetValue(json))
                documents.ForEach(document => client.Shell.Out.WriteLine(Json.Line(document)));
            else
                Table.Write(client.Shell, ["DOCUMENT", "STATE", "PASSAGES", "BYTES", "TITLE", "SOURCE"], documents.Select(Row));
            return ExitCode.Ok;
        });
    }

    private static string[] Row(Document document) =>
    [
        document.DocumentId,
        DocumentLines.StateOf(document),
        $"{document.PassageCount}",
        $"{document.SizeBytes}",
        document.Title,
        document.SourceUrl.Length > 0 ? document.SourceUrl : document.FileName,
    ];
}
