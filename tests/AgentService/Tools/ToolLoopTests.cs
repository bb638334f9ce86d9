using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Turns;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.Agents.Turns;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using static GroupChat.Agents.Tests.Tools.ToolModel;

namespace GroupChat.Agents.Tests.Tools;

public sealed class ToolLoopTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingListener _listener = new();

    [Fact]
    public async Task Answer_AToolIsAskedFor_TheModelGoesOnWithItsResult()
    {
        var model = new ToolModel(static (prompt, _) => prompt[^1].Role == ChatRole.Tool
            ? [new TextContent($"It is {ResultsIn(prompt)[^1]}.")]
            : [new TextContent("Let me see. "), Call("calculate", ("expression", "6 * 7"))]);

        var outcome = await RunAsync(model, Toolbox.Loop(_time, RoomlessTools.Calculator));

        Assert.Equal((TurnState.Complete, "Let me see. It is 42."), (outcome.State, outcome.Text));
        Assert.Equal([TurnPhase.Retrieving, TurnPhase.Generating, TurnPhase.UsingTools, TurnPhase.Generating], _listener.Phases);
        Assert.Equal(outcome.Text, string.Concat(_listener.Deltas.Select(static delta => delta.Text)));
    }

    [Theory]
    [InlineData("nothing", "The tool was not run: there is no tool of this name.")]
    [InlineData("calculate", "The tool failed: the expression cannot be read at character 1.")]
    [InlineData("get_time", "2026-07-01T14:00:00+02:00 Wednesday (Europe/Berlin)")]
    public async Task Answer_AnyCall_EndsInAResultTheModelCanRead(string tool, string result)
    {
        var model = Once(Call(tool, ("expression", "?"), ("zone", "Europe/Berlin")));
        await RunAsync(model, Toolbox.Loop(_time, RoomlessTools.Calculator, RoomlessTools.Clock(_time)));
        Assert.Equal(result, Assert.Single(ResultsIn(model.Prompts[^1])));
    }

    [Fact]
    public async Task Answer_AModelThatNeverStopsAsking_HasToAnswerAtLast()
    {
        var model = new ToolModel(static (_, options) => options?.Tools is { Count: > 0 } ? [Call("calculate", ("expression", "1"))] : [new TextContent("1")]);
        var outcome = await RunAsync(model, Toolbox.Loop(_time, new ToolsOptions { MaxRounds = 3 }, RoomlessTools.Calculator));
        Assert.Equal((4, "1"), (model.Prompts.Count, outcome.Text));

        var deaf = new ToolModel(static (_, _) => [Call("calculate", ("expression", "1"))]);
        var failed = await RunAsync(deaf, Toolbox.Loop(_time, new ToolsOptions { MaxRounds = 3 }, RoomlessTools.Calculator));
        Assert.Equal((4, FailureReasons.ModelFailed), (deaf.Prompts.Count, failed.FailureReason));
    }

    [Fact]
    public async Task Answer_MoreCallsThanAllowed_AreRefused()
    {
        var runs = 0;
        var counting = Counting(() => runs++, ToolLimits.Default with { Calls = 2 });
        var model = Once([.. Enumerable.Range(0, 12).Select(static number => Call("count", ("what", number)))]);
        await RunAsync(model, Toolbox.Loop(_time, counting));
        Assert.Equal((2, 12), (runs, ResultsIn(model.Prompts[^1]).Count));
    }

    [Fact]
    public async Task Answer_TheSameCallAgain_GetsTheResultOfBeforeWhileItIsFresh()
    {
        var runs = 0;
        var loop = Toolbox.Loop(_time, Counting(() => runs++, ToolLimits.Default with { Fresh = TimeSpan.FromSeconds(30) }));
        await RunAsync(Once(Call("count", ("what", "a"))), loop);
        await RunAsync(Once(Call("count", ("what", "a"))), loop);
        Assert.Equal(1, runs);
        await RunAsync(Once(Call("count", ("what", "b"))), loop);
        await RunAsync(Once(Call("count", ("what", "a"))), loop, asker: "u2");
        Assert.Equal(3, runs);
        _time.Advance(TimeSpan.FromSeconds(31));
        await RunAsync(Once(Call("count", ("what", "a"))), loop);
        Assert.Equal(4, runs);
    }

    [Fact]
    public async Task Answer_ALongResult_IsCutAndSaysSo()
    {
        var tool = new Tool(AIFunctionFactory.Create(static () => new string('ß', 5000), "long"), ToolEffect.Reads, ToolLimits.Default with { ResultBytes = 1001 });
        var model = Once(Call("long"));
        await RunAsync(model, Toolbox.Loop(_time, tool));
        Assert.Equal(new string('ß', 500) + "\n(cut off here)", Assert.Single(ResultsIn(model.Prompts[^1])));
    }

    [Fact]
    public async Task Answer_AToolThatHangs_IsLeftBehindAfterItsTime()
    {
        var model = Once(Call("hang"));
        var running = RunAsync(model, Toolbox.Loop(_time, Hanging(out var called)));
        await called.Within();
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TurnState.Complete, (await running).State);
        Assert.Equal("The tool failed: it took too long.", Assert.Single(ResultsIn(model.Prompts[^1])));
    }

    [Fact]
    public async Task Answer_StoppedDuringACall_EndsAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(Once(Call("hang")), Toolbox.Loop(_time, Hanging(out var called)), stop: stop.Token);
        await called.Within();
        await stop.CancelAsync();
        Assert.Equal(TurnState.Cancelled, (await running).State);
    }

    [Fact]
    public async Task Answer_AModelThatOnlyQuotes_GetsNoTools()
    {
        var model = new ToolModel(static (_, options) => [new TextContent(options?.Tools is null ? "none" : "some")]);
        Assert.Equal("none", (await RunAsync(model, Toolbox.Loop(_time, RoomlessTools.Calculator), generative: false)).Text);
    }

    private static ToolModel Once(params FunctionCallContent[] calls) =>
        new((prompt, _) => prompt[^1].Role == ChatRole.Tool ? [new TextContent("done")] : calls);

    private static Tool Counting(Action called, ToolLimits limits) =>
        new(AIFunctionFactory.Create((object what) => { called(); return what; }, "count"), ToolEffect.Reads, limits);

    /// <summary>Neither goes on nor listens.</summary>
    private static Tool Hanging(out Task called)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        called = begun.Task;
        Func<Task<string>> hang = () =>
        {
            begun.SetResult();
            return new TaskCompletionSource<string>().Task;
        };
        return new(AIFunctionFactory.Create(hang, "hang"), ToolEffect.Reads, ToolLimits.Default);
    }

    /// <summary>Without the label that says that they are data.</summary>
    private static List<string> ResultsIn(IEnumerable<ChatMessage> prompt) =>
    [
        .. prompt.SelectMany(static message => message.Contents).OfType<FunctionResultContent>()
            .Select(static result => $"{result.Result}").Select(static text => text[(text.IndexOf('\n') + 1)..]),
    ];

    private Task<TurnOutcome> RunAsync(
        ToolModel model, ToolLoop loop, string asker = "u1", bool generative = true, CancellationToken stop = default)
    {
        var room = new Room { Searching = static _ => Task.FromResult<IReadOnlyList<PassageContent>>([]) };
        var models = new ModelCatalog([new Model("scripted", "Scripted", "test", "", generative, model)]);
        var limits = new TurnLimits(TimeSpan.FromSeconds(120), 65536, 12);
        var runner = new TurnRunner(room, new CitationChecker(room), models, loop, Toolbox.Safety(), limits, _time, NullLogger<TurnRunner>.Instance);
        return runner.RunAsync(Room.Ask("well?") with { Question = new(asker, "Ann", "well?") }, _listener, stop).Within();
    }
}
