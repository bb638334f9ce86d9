using System.Text.Json;
using GroupChat.Cli.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Cli.Tests.Commands;

public sealed class AskTests : IAsyncLifetime, IDisposable
{
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

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Ask_Answered_StreamsTextThenSources()
    {
        using var run = _cli.Start("ask", "lobby", "how", "does it start?");
        var answer = await AnswerAsync("@assistant how does it start?");
        answer.Phase(AnswerPhase.Retrieving);
        answer.Write("With one ");
        await run.SeesAsync("With one ");
        answer.Write("command [1].");
        answer.Finish(AnswerState.Complete, FakeAnswer.Cite(1, "Guide", "Start", "one command"));
        var result = await run.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("With one command [1].\n\n[1] Guide › Start: \"one command\" ✓ verified\n", result.Out);
    }

    [Fact]
    public async Task Ask_Json_PrintsOnlyTheFinalMessage()
    {
        using var run = _cli.Start("ask", "lobby", "why?", "--json");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("Because.");
        answer.Finish();
        using var message = JsonDocument.Parse((await run.EndAsync()).Out);
        Assert.Equal("ANSWER_STATE_COMPLETE", message.RootElement.GetProperty("answer").GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(AnswerState.Failed, "failed: MODEL_FAILED")]
    [InlineData(AnswerState.Interrupted, "interrupted: ")]
    [InlineData(AnswerState.Cancelled, "stopped by somebody")]
    public async Task Ask_NotFinished_ExitsThree(AnswerState state, string why)
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("Beca");
        answer.Finish(state);
        var result = await run.EndAsync();
        Assert.Equal((3, "Beca\n"), (result.ExitCode, result.Out));
        Assert.Contains(why, result.Error);
    }

    [Fact]
    public async Task Ask_PieceLost_AsksForTheTextSoFar()
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("One, ");
        await run.SeesAsync("One, ");
        answer.Write("two, ", lost: true);
        answer.Write("three");
        await run.SeesAsync("One, two, three");
        answer.Finish();
        Assert.Equal("One, two, three\n", (await run.EndAsync()).Out);
    }

    [Fact]
    public async Task Ask_AnswerBeginsAgain_SaysSoAndPrintsTheNewOne()
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("Old text");
        await run.SeesAsync("Old text");
        answer.BeginAgain();
        answer.Write("New text");
        answer.Finish();
        var result = await run.EndAsync();
        Assert.Equal("Old text\nNew text\n", result.Out);
        Assert.Contains("begins again", result.Error);
    }

    [Fact]
    public async Task Ask_ServerRestartsMidway_PrintsTheWholeAnswerOnce()
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("Before ");
        await run.SeesAsync("Before ");
        await _server.GoAwayAsync();
        answer.Write("and after.");
        answer.Finish();
        await _server.ComeBackAsync();
        var result = await run.EndAsync();
        Assert.Equal((0, "Before and after.\n"), (result.ExitCode, result.Out));
        Assert.Single(_room.Messages(), message => message.Author.DisplayName == "alice");
    }

    [Fact]
    public async Task Ask_Interrupted_StopsTheAnswer()
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("Beca");
        await run.SeesAsync("Beca");
        run.Interrupt();
        var result = await run.EndAsync();
        Assert.Equal((130, "Beca\n"), (result.ExitCode, result.Out));
        Assert.Equal(AnswerState.Cancelled, _room.Log[^1].AnswerFinished.Message.Answer.State);
    }

    [Fact]
    public async Task Ask_HostileAnswer_ReachesThePipeHarmless()
    {
        using var run = _cli.Start("ask", "lobby", "why?");
        var answer = await AnswerAsync("@assistant why?");
        answer.Write("a\e[2Jb\r");
        answer.Write("\nc");
        answer.Finish();
        Assert.Equal("a␛[2Jb\nc\n", (await run.EndAsync()).Out);
    }

    [Fact]
    public async Task Ask_NobodyOfThatName_ExitsOne()
    {
        var result = await _cli.RunAsync("ask", "lobby", "why?", "--agent", "nobody");
        Assert.Equal((1, "groupchat: AGENT_NOT_FOUND: no agent called @nobody is in this room\n"), (result.ExitCode, result.Error));
    }

    /// <summary>Waits for the question and begins to answer it.</summary>
    private async Task<FakeAnswer> AnswerAsync(string question)
    {
        var asked = await _room.SaidAsync(question).Within();
        return _room.StartAnswer(asked);
    }
}
