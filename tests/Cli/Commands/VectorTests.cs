using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Vector.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Commands;

public sealed class VectorTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _cli.Variables["GROUPCHAT_KEY"] = FakeVectors.Key;
        _server.State.Points["docs"] = [.. Enumerable.Range(0, 5).Select(number => ($"r{number % 2}", Point($"p{number}")))];
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Stats_AndProbe_PrintFigures()
    {
        var stats = await _cli.RunAsync("vectors", "stats", "docs");
        Assert.Equal(0, stats.ExitCode);
        Assert.Contains("points\t5", stats.Lines);
        Assert.Contains("tenants\t2", stats.Lines);
        var probe = await _cli.RunAsync("vectors", "probe", "docs", "r1", "--samples", "7");
        Assert.Contains("samples\t7", probe.Lines);
        Assert.Contains("recall@10\t0.9750", probe.Lines);
    }

    [Fact]
    public async Task Export_ThenImport_SendsEveryPointToItsTenant()
    {
        var file = _folder.File("docs.jsonl");
        Assert.Equal(0, (await _cli.RunAsync("vectors", "export", "docs", file)).ExitCode);
        Assert.Equal(7, (await File.ReadAllLinesAsync(file)).Length);
        Assert.False(File.Exists(file + ".part"));

        var result = await _cli.RunAsync("vectors", "import", file, "--collection", "copy");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("5 points are in, 0 were refused", result.Error, StringComparison.Ordinal);
        Assert.Equal(Sorted("docs"), Sorted("copy"));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 4)]
    [InlineData(6, 0)]
    public async Task Import_ExportThatWasCut_TakesWhatIsThereAndFails(int lines, int points)
    {
        var exported = await _cli.RunAsync("vectors", "export", "docs");
        var left = string.Join('\n', exported.Lines.SkipLast(lines));
        using var run = _cli.StartWithInput(new StringReader(left), "vectors", "import", "-", "--collection", "copy");
        var result = await run.EndAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it was cut", result.Error, StringComparison.Ordinal);
        Assert.Equal(points, _server.State.Points.GetValueOrDefault("copy")?.Count ?? 0);
    }

    [Fact]
    public async Task Import_PointsOfYourOwn_NeedNoEnd()
    {
        const string Line = "{\"tenantId\":\"r\",\"points\":[{\"pointId\":\"a\",\"text\":\"of my own\"}]}";
        using var run = _cli.StartWithInput(new StringReader(Line), "vectors", "import", "-", "--collection", "docs");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Export_ToStandardOutput_IsWhatImportReads()
    {
        var exported = await _cli.RunAsync("vectors", "export", "docs");
        using var run = _cli.StartWithInput(new StringReader(exported.Out), "vectors", "import", "-", "--collection", "copy");
        Assert.Equal(0, (await run.EndAsync()).ExitCode);
        Assert.Equal(Sorted("docs"), Sorted("copy"));
    }

    [Fact]
    public async Task Import_RefusedPoint_IsNamedAndFails()
    {
        _server.State.Points["docs"].Add(("r1", new Point { PointId = "wrong", Text = "bad" }));
        var file = _folder.File("docs.jsonl");
        await _cli.RunAsync("vectors", "export", "docs", file);
        var result = await _cli.RunAsync("vectors", "import", file, "--collection", "copy");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("wrong: PAYLOAD_INVALID", result.Error, StringComparison.Ordinal);
        Assert.Equal(5, _server.State.Points["copy"].Count);
    }

    [Theory]
    [InlineData("{\"tenantId\":\"r\"}", "line 1")]
    [InlineData("no json", "line 1")]
    [InlineData("{\"tenantId\":\"r\",\"points\":[{\"pointId\":\"a\"}]}", "--collection")]
    public async Task Import_NotAnExport_SaysWhere(string line, string text)
    {
        using var run = _cli.StartWithInput(new StringReader(line), "vectors", "import");
        var result = await run.EndAsync();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_AndRestore_TellWhatHappened()
    {
        var taken = await _cli.RunAsync("vectors", "snapshot", "docs");
        Assert.Equal((0, "snap1"), (taken.ExitCode, taken.Out.Trim()));
        Assert.Contains("3 points", taken.Error, StringComparison.Ordinal);
        var refused = await _cli.RunAsync("vectors", "restore", "docs", "snap1", "--into", "copy");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("COLLECTION_NOT_EMPTY", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_FromAFile_OrNone_OrAnother()
    {
        _cli.Variables.Remove("GROUPCHAT_KEY");
        var none = await _cli.RunAsync("vectors", "stats", "docs");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("GROUPCHAT_KEY", none.Error, StringComparison.Ordinal);
        var file = _folder.File("key");
        await File.WriteAllTextAsync(file, FakeVectors.Key + "\n");
        Assert.Equal(0, (await _cli.RunAsync("vectors", "stats", "docs", "--key-file", file)).ExitCode);
        _cli.Variables["GROUPCHAT_KEY"] = "gck_another";
        var another = await _cli.RunAsync("vectors", "stats", "docs");
        Assert.Equal(1, another.ExitCode);
        Assert.Contains("SERVICE_IDENTITY_REQUIRED", another.Error, StringComparison.Ordinal);
    }

    private string[] Sorted(string collection) => [.. _server.State.Points[collection].Select(one => $"{one.Tenant} {one.Point}").Order(StringComparer.Ordinal)];

    private static Point Point(string id) => new() { PointId = id, Text = $"text of {id}", Vector = { 0.6f, 0.8f }, Payload = { ["key"] = "value" } };
}
