using GroupChat.Cli.Documents;
using GroupChat.Cli.Output;
using GroupChat.Cli.Terminal;
using Spectre.Console;

namespace GroupChat.Cli.Commands;

/// <summary>Uploads one file after the other, with a bar for each on a terminal.</summary>
internal sealed class UploadRun(Client client)
{
    private readonly List<UploadResult> _results = [];

    public async Task<List<UploadResult>> RunAsync(List<FileUpload> uploads, Func<FileUpload, IProgress<long>, Task<UploadResult>> upload)
    {
        var shell = client.Shell;
        if (shell.ErrorIsTerminal && !client.Settings.Quiet && shell.Variable("TERM") != "dumb")
            await WithBarsAsync(uploads, upload);
        else
            await PlainAsync(uploads, upload);
        return _results;
    }

    private async Task PlainAsync(List<FileUpload> uploads, Func<FileUpload, IProgress<long>, Task<UploadResult>> upload)
    {
        foreach (var one in uploads)
        {
            var result = await upload(one, new Progress<long>());
            _results.Add(result);
            Print(result);
        }
    }

    /// <summary>Bars and results share the screen: results come when the bars are done, also when something broke.</summary>
    private async Task WithBarsAsync(List<FileUpload> uploads, Func<FileUpload, IProgress<long>, Task<UploadResult>> upload)
    {
        try
        {
            await SpectreConsole.On(client.Shell.Error, client.Shell).Progress()
                .Columns(
                    new TaskDescriptionColumn { Alignment = Justify.Left },
                    new ProgressBarColumn(),
                    new PercentageColumn(),
                    new SpinnerColumn())
                .StartAsync(async context =>
                {
                    foreach (var one in uploads)
                    {
                        var name = Markup.Escape(Sanitizer.Line(Path.GetFileName(one.Path)));
                        var bar = new UploadBar(context.AddTask(name, maxValue: LengthOf(one.Path)));
                        var result = await upload(one, bar);
                        bar.End(result.Succeeded);
                        _results.Add(result);
                    }
                });
        }
        finally
        {
            _results.ForEach(Print);
        }
    }

    private void Print(UploadResult result)
    {
        if (result.Succeeded)
            client.Shell.Out.WriteLine(result.Line);
        else
            client.Shell.Error.WriteLine($"groupchat: {result.Line}");
    }

    private static double LengthOf(string path) => new FileInfo(path) is { Exists: true, Length: > 0 } file ? file.Length : 1;
}
