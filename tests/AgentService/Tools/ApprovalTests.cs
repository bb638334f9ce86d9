using GroupChat.Agents.Grounding;
using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Turns;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.Ledger;
using GroupChat.Agents.Turns;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using static GroupChat.Agents.Tests.Tools.ToolModel;

namespace GroupChat.Agents.Tests.Tools;

/// <summary>Calls that a member has to approve, and calls that a lost run has left behind.</summary>
public sealed class ApprovalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingListener _listener = new();
    private readonly List<string> _acted = [];
    private bool _breaks;

    [Fact]
    public async Task Call_ThatAMemberApproves_IsMadeWithWhatWasShown()
    {
        _listener.Ledger.Decide = static _ => Task.FromResult(CallState.Approved);
        var model = Once(Call("act", ("what", "paint it")));
        await RunAsync(model, documents: true);

        Assert.Equal("paint it", Assert.Single(_acted));
        var call = Assert.Single(_listener.Ledger.NeedingApproval);
        Assert.Equal((CallState.Done, "{\"what\":\"paint it\"}", "ok"), (call.State, call.Arguments, call.Result));
        Assert.Equal("ok", Assert.Single(ResultsIn(model.Prompts[^1])));
        Assert.Equal(
            [TurnPhase.Retrieving, TurnPhase.Generating, TurnPhase.UsingTools, TurnPhase.WaitingForApproval, TurnPhase.UsingTools, TurnPhase.Generating],
            _listener.Phases);
    }

    [Theory]
    [InlineData((int)CallState.Refused, "The tool was not run: a member refused it.")]
    [InlineData((int)CallState.Expired, "The tool was not run: nobody approved it in time.")]
    public async Task Call_ThatNobodyApproves_IsNotMade(int decided, string told)
    {
        _listener.Ledger.Decide = _ => Task.FromResult((CallState)decided);
        var model = Once(Call("act", ("what", "it")));
        Assert.Equal(TurnState.Complete, (await RunAsync(model, documents: true)).State);
        Assert.Empty(_acted);
        Assert.Equal(told, Assert.Single(ResultsIn(model.Prompts[^1])));
    }

    [Fact]
    public async Task Call_AfterARefusal_DoesNotMakePeopleWaitAgain()
    {
        await RunAsync(Once(Call("act", ("what", "it")), Call("act", ("what", "more"))), documents: true);
        Assert.Single(_listener.Ledger.NeedingApproval);
        Assert.Equal((2, CallState.Refused), (_listener.Ledger.Calls.Count, _listener.Ledger.Calls[2].State));
    }

    [Theory]
    [InlineData((int)ApprovalPolicy.Tainted, false, 0, 1)]
    [InlineData((int)ApprovalPolicy.Always, false, 1, 0)]
    [InlineData((int)ApprovalPolicy.Never, false, 0, 1)]
    [InlineData((int)ApprovalPolicy.Never, true, 0, 0)]
    public async Task Call_UnderAPolicy_IsAskedForOrNot(int policy, bool documents, int asked, int acted)
    {
        await RunAsync(Once(Call("act", ("what", "it"))), documents, new ToolsOptions { Approval = (ApprovalPolicy)policy });
        Assert.Equal((asked, acted), (_listener.Ledger.NeedingApproval.Count(), _acted.Count));
    }

    [Fact]
    public async Task Wait_LongerThanATurnMayTake_CostsTheTurnNothing()
    {
        var decision = new TaskCompletionSource<CallState>();
        _listener.Ledger.Decide = _ => decision.Task;
        var running = RunAsync(Once(Call("act", ("what", "it"))), documents: true);
        await _listener.Ledger.Asked;
        _time.Advance(Limit * 3);
        decision.SetResult(CallState.Approved);
        Assert.Equal(TurnState.Complete, (await running).State);
        Assert.Single(_acted);
    }

    [Fact]
    public async Task Wait_ThatIsStopped_EndsAtOnceAndActsNever()
    {
        using var stop = new CancellationTokenSource();
        _listener.Ledger.Decide = static _ => new TaskCompletionSource<CallState>().Task;
        var running = RunAsync(Once(Call("act", ("what", "it"))), documents: true, stop: stop.Token);
        await _listener.Ledger.Asked;
        await stop.CancelAsync();
        Assert.Equal(TurnState.Cancelled, (await running).State);
        Assert.Empty(_acted);
    }

    [Fact]
    public async Task Call_ThatBreaks_IsNotSaidToHaveFailed()
    {
        _breaks = true;
        var model = Once(Call("act", ("what", "it")));
        await RunAsync(model, documents: false);
        Assert.Equal(CallState.Unknown, Assert.Single(_listener.Ledger.Calls.Values).State);
        Assert.StartsWith("Nobody knows whether the tool took effect", Assert.Single(ResultsIn(model.Prompts[^1])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)CallState.Done, 0, "painted")]
    [InlineData((int)CallState.Running, 0, "Nobody knows whether the tool took effect: what ran it was lost. It is not run again by itself.")]
    [InlineData((int)CallState.Refused, 0, "The tool was not run: a member refused it.")]
    [InlineData((int)CallState.Unknown, 0, "painted")]
    [InlineData((int)CallState.Approved, 1, "ok")]
    [InlineData((int)CallState.WaitingForApproval, 1, "ok")]
    public async Task Run_AfterALostOne_DoesOnceWhatWasToBeDoneOnce(int state, int acts, string told)
    {
        _listener.Ledger.Earlier = [Earlier(1, "act", ToolEffect.Acts, (CallState)state, "{\"what\":\"it\"}") with { NeedsApproval = true, Result = "painted" }];
        _listener.Ledger.Decide = static _ => Task.FromResult(CallState.Approved);
        var model = new ToolModel(static (_, _) => [new TextContent("done")]);
        Assert.Equal(TurnState.Complete, (await RunAsync(model, documents: false)).State);
        Assert.Equal((acts, told), (_acted.Count, Assert.Single(ResultsIn(model.Prompts[0]))));
    }

    [Fact]
    public async Task Run_AfterALostOne_GoesOnCountingAndReadsAnew()
    {
        _listener.Ledger.Earlier =
        [
            Earlier(1, "look", ToolEffect.Reads, CallState.Running, "{}"),
            Earlier(2, "act", ToolEffect.Acts, CallState.Done, "{\"what\":\"it\"}") with { Result = "painted" },
        ];
        var model = new ToolModel(static (prompt, _) => ResultsIn(prompt).Count > 1 ? [new TextContent("done")] : [Call("act", ("what", "more"))]);
        await RunAsync(model, documents: false);
        // What the lost run read may have been anything.
        Assert.Equal((3, CallState.Refused), (_listener.Ledger.NeedingApproval.Single().Number, _listener.Ledger.Calls[3].State));
        Assert.Equal(CallState.Failed, _listener.Ledger.Calls[1].State);
        Assert.Empty(_acted);
    }

    [Fact]
    public void Arguments_ThatWouldLookLikeOthers_AreEscaped()
    {
        var shown = ToolArguments.Write(Call("act", ("what", "schön \u202Egnp.exe\u200B 中文")))!;
        Assert.Equal("{\"what\":\"schön \\u202Egnp.exe\\u200B 中文\"}", shown);
        Assert.Equal("schön \u202Egnp.exe\u200B 中文", $"{ToolArguments.Read(shown)["what"]}");
        Assert.Null(ToolArguments.Write(Call("act", ("what", new string('x', 20_000)))));
    }

    private static RecordedCall Earlier(int number, string tool, ToolEffect effect, CallState state, string arguments) =>
        new(number, tool, effect, state, arguments);

    private static ToolModel Once(params FunctionCallContent[] calls) =>
        new((prompt, _) => prompt[^1].Role == ChatRole.Tool ? [new TextContent("done")] : calls);

    /// <summary>Without the label that says that they are data.</summary>
    private static List<string> ResultsIn(IEnumerable<ChatMessage> prompt) =>
    [
        .. prompt.SelectMany(static message => message.Contents).OfType<FunctionResultContent>()
            .Select(static result => $"{result.Result}").Select(static text => text[(text.IndexOf('\n') + 1)..]),
    ];

    private Task<TurnOutcome> RunAsync(ToolModel model, bool documents, ToolsOptions? options = null, CancellationToken stop = default)
    {
        var act = new Tool(AIFunctionFactory.Create((string what) => Act(what), "act"), ToolEffect.Acts, ToolLimits.Default);
        var room = documents ? new Room() : new Room { Searching = static _ => Task.FromResult<IReadOnlyList<PassageContent>>([]) };
        var models = new ModelCatalog([new Model("scripted", "Scripted", "test", "", true, model)]);
        var runner = new TurnRunner(
            room, new CitationChecker(room), models, Toolbox.Loop(_time, options ?? new(), act), Toolbox.Safety(), new(Limit, 65536, 12), _time, NullLogger<TurnRunner>.Instance);
        return runner.RunAsync(Room.Ask("well?"), _listener, stop).Within();
    }

    private string Act(string what)
    {
        _acted.Add(what);
        return _breaks ? throw new InvalidOperationException("broken") : "ok";
    }
}
