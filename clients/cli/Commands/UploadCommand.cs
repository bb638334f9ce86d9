using System.CommandLine;
using GroupChat.Cli.Connection;
using GroupChat.Cli.Documents;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;

namespace GroupChat.Cli.Commands;

/// <summary>groupchat upload ROOM FILE...: one result for each file; a file that fails does not stop the next.</summary>
internal static class UploadCommand
{
    public static Command Build(CommandRunner runner)
    {
        var room = Arguments.Room();
        var files = new Argument<string[]>("FILE") { Description = "Plain text or Markdown", Arity = ArgumentArity.OneOrMore };
        var json = Arguments.Json("one document a line");
        var command = new Command("upload", "Add files to a room's documents") { room, files, json };
        return runner.Bind(command, async (client, parsed, cancellationToken) =>
        {
            var uploads = parsed.GetRequiredValue(files)
                .Select(path => new FileUpload(parsed.GetRequiredValue(room), path, client.NewKey()))
                .ToList();
            var results = await new UploadRun(client).RunAsync(
                uploads, (upload, progress) => OneAsync(client, upload, progress, parsed.GetValue(json), cancellationToken));
            return results.TrueForAll(result => result.Succeeded) ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    private static async Task<UploadResult> OneAsync(
        Client client, FileUpload upload, IProgress<long> progress, bool json, CancellationToken cancellationToken)
    {
        var path = Sanitizer.Line(upload.Path);
        try
        {
            var document = await client.Documents.UploadAsync(upload, progress, cancellationToken);
            var succeeded = DocumentLines.IsUsable(document);
            return new(succeeded, json && succeeded ? Json.Line(document) : $"{path}: {DocumentLines.Of(document)}");
        }
        catch (Exception failed) when (failed is RefusedException or IOException or UnauthorizedAccessException)
        {
            return new(false, $"{path}: {Sanitizer.Line(failed.Message)}");
        }
    }
}
