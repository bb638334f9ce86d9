using System.Text.Json;
using GroupChat.Cli.Tests.Kit;

namespace GroupChat.Cli.Tests.Commands;

public sealed class LanguageTests : IAsyncLifetime, IDisposable
{
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("positive\t0.50", "sentiment", "well", "done")]
    [InlineData("email\ta@b.org\ta@b.org", "entities", "a@b.org")]
    [InlineData("de: good day", "translate", "--to", "de", "good", "day")]
    public async Task Task_OfWords_PrintsItsResult(string expected, params string[] arguments)
    {
        var result = await _cli.RunAsync(["language", .. arguments]);
        Assert.Equal((0, expected), (result.ExitCode, Assert.Single(result.Lines)));
        Assert.Contains("by rules, confidence 0.75", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summarize_StandardInput_IsSentAndShownWithoutControlCharacters()
    {
        using var run = _cli.StartWithInput(new StringReader("long text\n"), "language", "summarize", "-n", "2", "--model", "tiny");
        var result = await run.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("2: long text", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Out);
        Assert.Contains("by tiny", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_AsJson_IsTheWholeAnswer()
    {
        var result = await _cli.RunAsync("language", "sentiment", "fine", "--json");
        using var line = JsonDocument.Parse(result.Out);
        Assert.Equal("SENTIMENT_POSITIVE", line.RootElement.GetProperty("sentiment").GetString());
        Assert.Equal("rules", line.RootElement.GetProperty("inference").GetProperty("modelId").GetString());
    }

    [Fact]
    public async Task Task_RefusedOrWrong_SaysWhy()
    {
        var refused = await _cli.RunAsync("language", "moderate", "text");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("MODEL_REQUIRED", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await _cli.RunAsync("language", "translate", "text")).ExitCode);
    }
}
