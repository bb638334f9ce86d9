using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class ModelTests : IAsyncLifetime, IDisposable
{
    private static readonly string Digits = new('a', 64);

    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_Models_ShowsWhatTheyDoAndHowTheyAre()
    {
        var result = await _cli.RunAsync("models", "list");

        Assert.Equal(0, result.ExitCode);
        string[] lines = result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("small\tllama.cpp\twrites\tunloaded\ton this machine", lines[0], StringComparison.Ordinal);
        Assert.Equal("far\topenai\tembeds\tunavailable\tno key", lines[1]);
        Assert.DoesNotContain('\u001b', result.Out);
    }

    [Fact]
    public async Task LoadAndUnload_OfAModel_SayItsState()
    {
        Assert.Equal("ready", (await _cli.RunAsync("models", "load", "small")).Out.Trim());
        Assert.Equal("unloaded", (await _cli.RunAsync("models", "unload", "small", "--drain", "5")).Out.Trim());
        Assert.Equal(5, _server.State.DrainSeconds);
        Assert.Equal(2, (await _cli.RunAsync("models", "unload", "small", "--drain", "601")).ExitCode);
    }

    [Fact]
    public async Task Download_OfAModel_PrintsItsId()
    {
        var result = await _cli.RunAsync("models", "download", "small", "https://x/small.gguf", "--sha256", Digits);

        Assert.Equal((0, "small"), (result.ExitCode, result.Out.Trim()));
        Assert.Equal(2, (await _cli.RunAsync("models", "download", "small", "https://x/small.gguf")).ExitCode);
    }

    [Fact]
    public async Task Refusals_OfTheServer_AreOneLine()
    {
        var download = await _cli.RunAsync("models", "download", "small", "https://x/refuse", "--sha256", Digits);
        var delete = await _cli.RunAsync("models", "delete", "small");

        Assert.Equal((1, 1), (download.ExitCode, delete.ExitCode));
        Assert.Contains("MODEL_SOURCE_NOT_ALLOWED", download.Error, StringComparison.Ordinal);
        Assert.Contains("MODEL_NOT_FOUND", delete.Error, StringComparison.Ordinal);
    }
}
