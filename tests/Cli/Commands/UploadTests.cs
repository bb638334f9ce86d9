using GroupChat.Cli.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Commands;

public sealed class UploadTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _files = new();
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _server.State.AddRoom("lobby");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Upload_SomeFilesFail_OthersArriveAndExitIsOne()
    {
        var result = await _cli.RunAsync(
            "upload", "lobby", Make("a.md", 10), Make("b.exe", 10), _files.File("missing.md"), Make("c.txt", 700_000), Make("empty.md", 0));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["a.md", "c.txt", "empty.md"], _server.State.Documents.Select(document => document.FileName));
        Assert.Equal(700_000, _server.State.Documents[1].SizeBytes);
        Assert.Equal(3, result.Lines.Length);
        Assert.EndsWith("a.md: ready, 2 passages: a.md (doc-1)", result.Lines[0]);
        var errors = result.Error.TrimEnd('\n').Split('\n');
        Assert.Contains("b.exe: UNSUPPORTED_MEDIA_TYPE", errors[0]);
        Assert.Contains("missing.md: Could not find file", errors[1]);
        Assert.Equal(2, errors.Length);
    }

    [Fact]
    public async Task Upload_OnTerminal_ShowsBarsThenResults()
    {
        using var error = new WatchedWriter();
        var shell = _cli.NewShell() with { ErrorIsTerminal = true, Error = error };
        using var output = new WatchedWriter();
        var code = await GroupChat.Cli.Commands.CommandLine.RunAsync(
            ["upload", "lobby", Make("[red]notes.md", 100)], shell with { Out = output }, CancellationToken.None).Within();
        Assert.Equal(0, code);
        Assert.Contains("[red]notes.md", error.ToString());
        Assert.Contains("100%", error.ToString());
        Assert.DoesNotContain('\e', output.ToString());
    }

    [Fact]
    public async Task Documents_AfterUploadAndScrape_AreListed()
    {
        await _cli.RunAsync("upload", "lobby", Make("a.md", 10));
        var listed = await _cli.RunAsync("documents", "lobby");
        Assert.Equal("doc-1\tready\t2\t10\ta.md\ta.md", Assert.Single(listed.Lines));
        Assert.Equal("ready, 1 passage: A page (doc-page)\n", (await _cli.RunAsync("scrape", "lobby", "https://example.org/")).Out);
        var refused = await _cli.RunAsync("scrape", "lobby", "http://localhost/");
        Assert.Equal((1, "groupchat: URL_NOT_ALLOWED: this address cannot be fetched\n"), (refused.ExitCode, refused.Error));
    }

    private string Make(string name, int bytes)
    {
        File.WriteAllBytes(_files.File(name), [.. Enumerable.Range(0, bytes).Select(at => (byte)('a' + (at % 26)))]);
        return _files.File(name);
    }
}
