using GroupChat.Agents.Grounding;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Tools;
using GroupChat.Agents.Turns;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using static GroupChat.Agents.Tests.ScriptedChatClient;

namespace GroupChat.Agents.Tests.Turns;

public sealed class TurnRunnerTests : IDisposable
{
    private readonly Room _room = new();
    private readonly ManualTimeProvider _time = new();
    private readonly LogCollector _log = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Run_AnswerWithCitations_CompletesWithTheVerifiedOnes()
    {
        var model = new ScriptedChatClient(
            Says("Tea: "),
            Says("“Tea is served at four.” [1]", Room.Cite("Tea is served at four.")),
            Says(" “Free.” [2]", Room.Cite("Free.")));
        var outcome = await RunAsync(model, "@assistant when is tea?");

        Assert.Equal((TurnState.Complete, null), (outcome.State, outcome.FailureReason));
        Assert.Equal("Tea: “Tea is served at four.” [1] (quote removed)", outcome.Text);
        Assert.Equal(1, Assert.Single(outcome.Citations).Marker);
        Assert.Equal("scripted", outcome.ModelId);
        Assert.Equal(["when is tea?"], _room.Queries);
        Assert.Equal([TurnPhase.Retrieving, TurnPhase.Generating], _listener.Phases);
        Assert.Equal(outcome.Text, string.Concat(_listener.Deltas.Select(static delta => delta.Text)));
        Assert.Contains(model.Prompt.SelectMany(static message => message.Contents), static content => content is PassageContent { PassageId: "p1", Number: 1 });
    }

    [Fact]
    public async Task Run_ModelReportsUsage_PassesItOn()
    {
        var usage = new UsageDetails { InputTokenCount = 10, CachedInputTokenCount = 4, OutputTokenCount = 3 };
        var outcome = await RunAsync(new ScriptedChatClient(Says("x"), Yields(new UsageContent(usage))));
        Assert.Equal(new TurnUsage(10, 4, 3, Estimated: false), outcome.Usage);
    }

    [Fact]
    public async Task Run_ModelReportsNoUsage_CountsWordsAndSaysSo()
    {
        var outcome = await RunAsync(new ScriptedChatClient(Says("three short words")));
        Assert.Equal((3, true), (outcome.Usage.OutputTokens, outcome.Usage.Estimated));
        Assert.True(outcome.Usage.InputTokens > 10);
    }

    [Fact]
    public async Task Run_CancelledInMidAnswer_EndsAtOnceWithTheTextSoFar()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(new ScriptedChatClient(Says("so far"), Waits(Task.Delay(Timeout.Infinite, stop.Token))), stop: stop.Token);
        await _listener.FirstText.Within();
        await stop.CancelAsync();

        var outcome = await running;
        Assert.Equal((TurnState.Cancelled, "so far"), (outcome.State, outcome.Text));
    }

    [Fact]
    public async Task Run_TooLong_FailsByTimeWithTheTextSoFar()
    {
        var running = RunAsync(new ScriptedChatClient(Says("so far"), Waits(new TaskCompletionSource().Task)));
        await _listener.FirstText.Within();
        _time.Advance(TimeSpan.FromSeconds(120));

        var outcome = await running;
        Assert.Equal((TurnState.Failed, FailureReasons.TurnTimeout, "so far"), (outcome.State, outcome.FailureReason, outcome.Text));
    }

    [Fact]
    public async Task Run_ModelThatIgnoresCancellation_IsLeftBehind()
    {
        using var stop = new CancellationTokenSource();
        var running = RunAsync(new ScriptedChatClient(Says("so far"), Hangs()), stop: stop.Token);
        await _listener.FirstText.Within();
        await stop.CancelAsync();
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(TurnState.Cancelled, (await running).State);
    }

    [Fact]
    public async Task Run_ModelThatFails_FailsWithTheTextSoFar()
    {
        var outcome = await RunAsync(new ScriptedChatClient(Says("so far"), Fails(new InvalidOperationException("out of memory"))));
        Assert.Equal((TurnState.Failed, FailureReasons.ModelFailed, "so far"), (outcome.State, outcome.FailureReason, outcome.Text));
        var warning = Assert.Single(_log.Entries, static entry => entry.Level == LogLevel.Warning);
        Assert.IsType<InvalidOperationException>(warning.Exception?.InnerException);
    }

    [Theory]
    [InlineData("WORKER_LOST")]
    [InlineData("WORKER_NOT_READY")]
    [InlineData("WORKER_STOPPING")]
    public async Task Run_ModelWhoseProcessIsNotThere_IsInterruptedAndNotFailed(string reason)
    {
        var outcome = await RunAsync(new ScriptedChatClient(Says("so far"), Fails(new DomainError(ErrorCode.Unavailable, reason, "gone"))));
        Assert.Equal((TurnState.Interrupted, FailureReasons.WorkerLost, "so far"), (outcome.State, outcome.FailureReason, outcome.Text));
    }

    [Fact]
    public async Task Run_ModelThatFailsBeforeAWord_CostsNothingAndAfterOneWhatWasSeen()
    {
        Assert.Empty((await RunAsync(new ScriptedChatClient(Fails(new InvalidOperationException("no"))))).Costs);
        var cost = Assert.Single((await RunAsync(new ScriptedChatClient(Says("so far"), Fails(new InvalidOperationException("no"))))).Costs);
        Assert.Equal((CostKind.Answer, "scripted", 2L, true), (cost.Kind, cost.ModelId, cost.OutputTokens, cost.Estimated));
    }

    [Fact]
    public async Task Run_ModelThatCancelsItself_IsAFailureOfTheModel() =>
        Assert.Equal(FailureReasons.ModelFailed, (await RunAsync(new ScriptedChatClient(Fails(new TaskCanceledException())))).FailureReason);

    [Fact]
    public async Task Run_ModelThatReportsAnError_Fails() =>
        Assert.Equal(FailureReasons.ModelFailed, (await RunAsync(new ScriptedChatClient(Yields(new ErrorContent("no"))))).FailureReason);

    [Fact]
    public async Task Run_ModelWithoutAWord_Fails() =>
        Assert.Equal(FailureReasons.ModelFailed, (await RunAsync(new ScriptedChatClient())).FailureReason);

    [Fact]
    public async Task Run_AnswerOverTheLimit_FailsWithWhatFitted()
    {
        var outcome = await RunAsync(new ScriptedChatClient(Says(new string('a', 65536)), Says("b")));
        Assert.Equal((FailureReasons.AnswerTooLong, 65536), (outcome.FailureReason, outcome.Text.Length));
    }

    [Fact]
    public async Task Run_SearchThatFails_NeverAsksTheModel()
    {
        _room.Searching = static _ => throw new InvalidOperationException("no index");
        var model = new ScriptedChatClient(Says("I do not know."));
        var outcome = await RunAsync(model);
        Assert.Equal(FailureReasons.RetrievalFailed, outcome.FailureReason);
        Assert.Empty(model.Prompt);
    }

    [Fact]
    public async Task Run_VerifierThatFails_LetsNoCitationOut()
    {
        _room.Verifying = static (_, _) => throw new InvalidOperationException("gone");
        var outcome = await RunAsync(new ScriptedChatClient(Says("“Tea is served at four.” [1]")));
        Assert.Equal((TurnState.Failed, FailureReasons.RetrievalFailed), (outcome.State, outcome.FailureReason));
        Assert.Empty(outcome.Citations);
    }

    [Fact]
    public async Task Run_UnknownModel_Fails()
    {
        var runner = new TurnRunner(_room, new CitationChecker(_room), new ModelCatalog([]), Toolbox.Loop(_time), Toolbox.Safety(), Limits, _time, _log.CreateLogger<TurnRunner>());
        var outcome = await runner.RunAsync(Room.Ask("tea?"), _listener, CancellationToken.None).Within();
        Assert.Equal(FailureReasons.ModelFailed, outcome.FailureReason);
    }

    private static TurnLimits Limits { get; } = new(TimeSpan.FromSeconds(120), 65536, 12);

    private Task<TurnOutcome> RunAsync(ScriptedChatClient client, string question = "when is tea?", CancellationToken stop = default)
    {
        var models = new ModelCatalog([new Model("scripted", "Scripted", "test", "", true, client)]);
        var runner = new TurnRunner(_room, new CitationChecker(_room), models, Toolbox.Loop(_time), Toolbox.Safety(), Limits, _time, _log.CreateLogger<TurnRunner>());
        return runner.RunAsync(Room.Ask(question), _listener, stop).Within();
    }
}
