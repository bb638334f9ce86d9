using System.Text.Json;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Commands;

public sealed class EvaluateTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private FakeServer _server = null!;
    private Kit.Cli _cli = null!;
    private FakeRoom _room = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        _cli = new(_server.Address);
        _room = _server.State.AddRoom("lobby", "assistant");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, "0.6", "0.6")]
    [InlineData(1, "0.7", "0.6")]
    [InlineData(1, "0.6", "0.7")]
    public async Task Evaluate_ASet_ScoresItsAnswers(int exitCode, string hits, string citations)
    {
        var file = await FileAsync(
            """{"question":"port?","expect":["Port  8080"],"documents":["Guide"]}""",
            """{"question":"disk?","expect":["ssd"]}""",
            "",
            """{"question":"name?","expect":["the name"]}""",
            """{"question":"moon?","refusal":true}""");
        using var run = _cli.Start("evaluate", "lobby", file, "--min-hits", hits, "--min-citations", citations, "--min-refusals", "1");
        await AnswerAsync("port?", "On it [1].", FakeAnswer.Cite(1, "Guide", "Ports", "port\n8080"), FakeAnswer.Cite(2, "Guide", "Ports", "made up"));
        await AnswerAsync("disk?", "I do not know.");
        await AnswerAsync("name?", "THE NAME [1].", FakeAnswer.Cite(1, "Guide", "Names", "the name"));
        await AnswerAsync("moon?", "I don't know that.");
        var result = await run.EndAsync();

        Assert.Equal(exitCode, result.ExitCode);
        using var json = JsonDocument.Parse(result.Out);
        var report = json.RootElement;
        Assert.Equal(
            (4, 2 / 3d, 2 / 3d, 1d, 1, 0),
            (Number("count"), report.GetProperty("hit_rate").GetDouble(), report.GetProperty("citation_rate").GetDouble(),
                report.GetProperty("refusal_rate").GetDouble(), Number("wrong_refusals"), Number("unfinished")));
        Assert.Equal("ssd", report.GetProperty("questions")[1].GetProperty("missing")[0].GetString());
        Assert.True(report.GetProperty("seconds_p95").GetDouble() >= report.GetProperty("seconds_p50").GetDouble());

        int Number(string name) => report.GetProperty(name).GetInt32();
    }

    [Theory]
    [InlineData("{\"question\":\"\",\"refusal\":true}", "line 1 has no question")]
    [InlineData("{\"question\":\"why?\"}", "line 1 has to have either")]
    [InlineData("{\"question\":\"why?\",\"refusal\":true,\"expect\":[\"x\"]}", "line 1 has to have either")]
    [InlineData("{\"question\":\"why?\",\"excpect\":[\"x\"]}", "line 1 is not a question")]
    [InlineData("why?", "line 1 is not a question")]
    [InlineData("", "1 to 10000 questions")]
    public async Task Evaluate_AFileThatIsNone_ExitsTwo(string line, string why)
    {
        var result = await _cli.RunAsync("evaluate", "lobby", await FileAsync(line));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(why, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_AnAnswer_SaysWhatItWasMadeFrom()
    {
        await _cli.RunAsync("history", "lobby");
        var result = await _cli.RunAsync("explain", "lobby", "m1");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "model\tnear\tagent:assistant\tversion 2",
                "query\tand␛ Java?\tby question\t1 found",
                "passage\tGuide › Java\t0.5000\tread before",
                "prompt\t965 tokens\t606 cached\t3 messages and a summary",
                "changed\tcontext full\t9 messages\t4 passages",
                "quotes\t2 cited\t1 removed\t",
            ],
            result.Lines);
        Assert.Equal(1, (await _cli.RunAsync("explain", "lobby", "m2")).ExitCode);
    }

    [Fact]
    public async Task Rate_AnAnswer_IsListed()
    {
        Assert.Equal(0, (await _cli.RunAsync("rate", "lobby", "m1", "down", "--note", "wrong")).ExitCode);
        var listed = Assert.Single((await _cli.RunAsync("ratings", "lobby")).Lines).Split('\t');
        Assert.Equal(("down", "m1", "wrong"), (listed[0], listed[1], listed[3]));
        Assert.Equal(2, (await _cli.RunAsync("rate", "lobby", "m1", "great")).ExitCode);
    }

    private async Task AnswerAsync(string question, string text, params Citation[] citations)
    {
        var answer = _room.StartAnswer(await _room.SaidAsync($"@assistant {question}").Within());
        answer.Write(text);
        answer.Finish(AnswerState.Complete, citations);
    }

    private async Task<string> FileAsync(params string[] lines)
    {
        await File.WriteAllLinesAsync(_folder.File("set.jsonl"), lines);
        return _folder.File("set.jsonl");
    }
}
