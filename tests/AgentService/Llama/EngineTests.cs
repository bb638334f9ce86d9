using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Grammar;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

public sealed class EngineTests(LlamaFixture fixture) : IClassFixture<LlamaFixture>
{
    [Fact]
    public async Task Start_Greedy_GivesWhatThePlainLoopOfTheLibraryGives()
    {
        await using var engine = Open();
        var request = Asking("tell me of the sea", 64);
        var answer = await Answer.OfAsync(engine, request);
        Assert.Equal(PlainLoop.Run(fixture.Model, PromptTokens.Of(fixture.Model, request.Messages), 64), answer.Text);
        Assert.Equal((LlamaStop.MaxTokens, 64), (answer.End!.Reason, answer.End.Usage.Generated));
    }

    [Fact]
    public async Task Start_ManyAtOnce_EachGetsItsWholeAnswerAndTheCountsAgree()
    {
        await using var engine = Open(new EngineSettings { ContextTokens = 1024, Parallel = 3, Threads = 1 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Answer.OfAsync(engine, Asking($"question {i}", 10 + i) with { UserKey = $"u{i % 4}", RoomKey = $"r{i % 2}" }))).Within();
        Assert.Equal(Enumerable.Range(10, 12), answers.Select(static answer => answer.End!.Usage.Generated));
        var counters = engine.Counters;
        Assert.Equal(answers.Sum(static answer => answer.End!.Usage.Computed), counters.Computed);
        Assert.Equal(answers.Sum(static answer => answer.End!.Usage.Cached), counters.Cached);
        Assert.Equal(answers.Sum(static answer => answer.End!.Usage.Generated), counters.Generated);
    }

    [Fact]
    public async Task Start_SameRoomAgain_ComputesOnlyWhatIsNew()
    {
        await using var engine = Open();
        var first = Asking(new string('x', 200), 4) with { RoomKey = "room" };
        var cold = await Answer.OfAsync(engine, first);
        var next = first with { Messages = [.. first.Messages, new("assistant", cold.Text), new("user", "more")] };
        var warm = await Answer.OfAsync(engine, next);
        Assert.Equal(0, cold.End!.Usage.Cached);
        Assert.InRange(warm.End!.Usage.Cached, cold.End.Usage.Computed - 2, int.MaxValue);
        Assert.Equal(PromptTokens.Of(fixture.Model, next.Messages).Length, warm.End.Usage.Cached + warm.End.Usage.Computed);
    }

    [Fact]
    public async Task Start_SharedBeginning_GivesTheAnswerOfAFreshEngine()
    {
        var request = Asking("the quick brown fox jumps over it", 24) with { RoomKey = "room" };
        await using var fresh = Open();
        var expected = await Answer.OfAsync(fresh, request);
        await using var engine = Open();
        await Answer.OfAsync(engine, request with { Messages = [new("user", "the quick brown fox sleeps at home")] });
        var got = await Answer.OfAsync(engine, request);
        Assert.True(got.End!.Usage.Cached > 0);
        Assert.Equal(expected.Text, got.Text);
    }

    [Theory]
    [InlineData("one", "other")]
    [InlineData("", "")]
    public async Task Start_OtherRoom_SharesNothing(string first, string second)
    {
        await using var engine = Open();
        await Answer.OfAsync(engine, Asking(new string('x', 200), 4) with { RoomKey = first });
        var answer = await Answer.OfAsync(engine, Asking(new string('x', 200), 4) with { RoomKey = second });
        Assert.Equal(0, answer.End!.Usage.Cached);
    }

    [Fact]
    public async Task Start_WhileAnotherOfTheRoomGenerates_SharesItsBeginning()
    {
        await using var engine = Open();
        using var stop = new CancellationTokenSource();
        var long1 = Asking(new string('x', 300), 1000) with { RoomKey = "room" };
        await using var running = engine.StartAsync(long1, stop.Token).GetAsyncEnumerator();
        while (await running.MoveNextAsync().Within() && running.Current is not LlamaText)
            continue;
        var joined = await Answer.OfAsync(engine, long1 with { MaxTokens = 4, UserKey = "b" });
        Assert.InRange(joined.End!.Usage.Cached, 100, int.MaxValue);
        await stop.CancelAsync();
    }

    [Fact]
    public async Task Start_ManyOfOneRoomAtOnce_ReadTheSharedBeginningOnce()
    {
        await using var engine = Open(new EngineSettings { ContextTokens = 2048, Parallel = 4, Threads = 1, PrefillTokens = 16 });
        var shared = new string('x', 400);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            Answer.OfAsync(engine, Asking($"{shared} {i}", 4) with { RoomKey = "room" }))).Within();
        var whole = PromptTokens.Of(fixture.Model, Asking($"{shared} 0", 4).Messages).Length;
        Assert.InRange(engine.Counters.Computed, whole, whole * 2);
        Assert.All(answers, answer => Assert.Equal(4, answer.End!.Usage.Generated));
    }

    [Fact]
    public async Task Start_BeyondTheContext_IsRefusedByTypeAtTheCall()
    {
        await using var engine = Open();
        var error = Assert.Throws<DomainError>(() => engine.StartAsync(Asking("hello", engine.Model.ContextTokens), CancellationToken.None));
        Assert.Equal((LlamaErrors.Overflow, ErrorCode.OutOfRange), (error.Reason, error.Code));
        Assert.Equal($"{engine.Model.ContextTokens}", error.Metadata["context_tokens"]);
    }

    [Fact]
    public async Task Start_SenselessRequest_NamesEveryMistake()
    {
        await using var engine = Open();
        var request = new LlamaRequest { MaxTokens = 0, Weight = double.NaN, Stop = [""], Tokens = [-1], Sampling = new() { Temperature = float.NaN, TopP = 0 } };
        var error = Assert.Throws<DomainError>(() => engine.StartAsync(request, CancellationToken.None));
        Assert.Equal(["tokens", "max_tokens", "stop", "weight", "temperature", "top_p"], error.Violations.Select(static one => one.Field));
    }

    [Fact]
    public async Task Start_Grammar_BindsTheAnswer()
    {
        await using var engine = Open();
        var request = Asking("yes or no?", 50) with { Grammar = GbnfGrammar.Parse("root ::= \"yes\" | \"no\"") };
        var answer = await Answer.OfAsync(engine, request);
        Assert.Contains(answer.Text, (string[])["yes", "no"]);
        Assert.Equal(LlamaStop.EndOfText, answer.End!.Reason);
    }

    [Fact]
    public async Task Start_StopText_EndsTheAnswerBeforeIt()
    {
        await using var engine = Open();
        var whole = await Answer.OfAsync(engine, Asking("hello", 40));
        var stop = whole.Text.Substring(20, 3);
        var cut = await Answer.OfAsync(engine, Asking("hello", 40) with { Stop = [stop] });
        Assert.Equal(LlamaStop.StopText, cut.End!.Reason);
        Assert.Equal(whole.Text[..whole.Text.IndexOf(stop, StringComparison.Ordinal)], cut.Text);
    }

    [Fact]
    public async Task Start_LongPrompt_TellsItsProgress()
    {
        await using var engine = Open();
        var answer = await Answer.OfAsync(engine, Asking(new string('y', 500), 1));
        Assert.Equal(answer.Steps.OfType<LlamaPrefill>().Select(static step => step.Done).Order(), answer.Steps.OfType<LlamaPrefill>().Select(static step => step.Done));
        Assert.All(answer.Steps.OfType<LlamaPrefill>(), step => Assert.InRange(step.Done, 1, step.Total));
    }

    [Fact]
    public async Task Embed_SameText_IsTheSameVectorOfLengthOne()
    {
        await using var engine = Open();
        var vectors = await engine.EmbedAsync(["hello there", "hello there", "something else"], CancellationToken.None).Within();
        Assert.Equal(1, vectors[0].Sum(static number => number * number), 1e-4);
        Assert.Equal(vectors[0], vectors[1]);
        Assert.NotEqual(vectors[0], vectors[2]);
    }

    [Fact]
    public async Task Embed_TextBeyondTheContext_IsRefusedAndNotCut()
    {
        await using var engine = Open();
        var error = await Assert.ThrowsAsync<DomainError>(async () => await engine.EmbedAsync([new string('q', 10_000)], CancellationToken.None).Within());
        Assert.Equal(LlamaErrors.Overflow, error.Reason);
    }

    [Fact]
    public async Task Dispose_WhileGenerating_EndsTheRequestByType()
    {
        var engine = Open(new EngineSettings { ContextTokens = 65_536, Threads = 1 });
        await using var running = engine.StartAsync(Asking("hello", 65_000), CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await running.MoveNextAsync().Within());
        await engine.DisposeAsync().Within();
        var error = await Assert.ThrowsAsync<DomainError>(async () =>
        {
            while (await running.MoveNextAsync().Within())
                continue;
        });
        Assert.Equal(LlamaErrors.Failed, error.Reason);
    }

    private LlamaEngine Open(EngineSettings? settings = null) => LlamaEngine.Load(
        fixture.Path, "", settings ?? new EngineSettings { ContextTokens = 2048, Threads = 1 }, TimeProvider.System, NullLogger.Instance);

    private static LlamaRequest Asking(string text, int maxTokens) =>
        new() { Messages = [new("user", text)], MaxTokens = maxTokens, Sampling = LlamaSampling.Greedy };
}
