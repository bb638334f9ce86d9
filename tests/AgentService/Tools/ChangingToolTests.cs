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

/// <summary>Tools that somebody else defines, and may define otherwise.</summary>
public sealed class ChangingToolTests
{
    private readonly RecordingListener _listener = new();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _acted = [];
    private Tool? _now;
    private Tool _then;

    public ChangingToolTests() => _then = ToolOf("first");

    [Fact]
    public async Task Tool_DescribedFromOutside_NeedsApprovalFromTheFirstCall()
    {
        _now = _then;
        _listener.Ledger.Decide = static _ => Task.FromResult(CallState.Approved);
        await RunAsync();
        var call = Assert.Single(_listener.Ledger.NeedingApproval);
        Assert.Equal((CallState.Done, "first"), (call.State, call.Definition));
        Assert.EndsWith("Its server says that it only reads.", call.Reason, StringComparison.Ordinal);
        Assert.Equal("first", Assert.Single(_acted));
    }

    [Fact]
    public async Task Tool_WhoseServerTheOperatorVouchesFor_RunsByItself()
    {
        _now = _then = _then with { DescribedBy = new(ContentTrust.Operator, ContentAudience.Public) };
        await RunAsync();
        Assert.Empty(_listener.Ledger.NeedingApproval);
        Assert.Single(_acted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tool_ThatChangedWhileAMemberWasAsked_DoesNotRun(bool isGone)
    {
        _now = isGone ? null : ToolOf("second");
        _listener.Ledger.Decide = static _ => Task.FromResult(CallState.Approved);
        await RunAsync();
        Assert.Equal(CallState.Failed, Assert.Single(_listener.Ledger.NeedingApproval).State);
        Assert.Empty(_acted);
    }

    [Fact]
    public async Task Tool_ThatChangedWhileARunWasLost_DoesNotRun()
    {
        _now = _then = ToolOf("second");
        _listener.Ledger.Earlier = [new(1, "mcp_notes_add", ToolEffect.Acts, CallState.Approved, "{}") { NeedsApproval = true, Definition = "first" }];
        await RunAsync(new ToolModel(static (_, _) => [new TextContent("done")]));
        Assert.Equal(CallState.Failed, _listener.Ledger.Calls[1].State);
        Assert.Empty(_acted);
    }

    private async Task RunAsync(ToolModel? model = null)
    {
        model ??= new((prompt, _) => prompt[^1].Role == ChatRole.Tool ? [new TextContent("done")] : [Call("mcp_notes_add")]);
        var room = new Room { Searching = static _ => Task.FromResult<IReadOnlyList<PassageContent>>([]) };
        var models = new ModelCatalog([new Model("scripted", "Scripted", "test", "", true, model)]);
        var registry = new ToolRegistry([], new Source(this));
        var loop = new ToolLoop(registry, new(registry, new(_time), _time, NullLogger<ToolRunner>.Instance), new(), _time);
        var runner = new TurnRunner(
            room, new CitationChecker(room), models, loop, Toolbox.Safety(), new(TimeSpan.FromSeconds(60), 65536, 12), _time, NullLogger<TurnRunner>.Instance);
        var turn = Room.Ask("well?");
        var outcome = await runner.RunAsync(turn with { Agent = turn.Agent with { Tools = ["mcp_notes_add"] } }, _listener, default).Within();
        Assert.Equal(TurnState.Complete, outcome.State);
    }

    private Tool ToolOf(string definition) => new(
        AIFunctionFactory.Create(
            () =>
            {
                _acted.Add(definition);
                return "ok";
            },
            "mcp_notes_add"),
        ToolEffect.Acts,
        ToolLimits.Default)
    {
        Definition = definition,
        DescribedBy = new(ContentTrust.Outside, ContentAudience.Public),
        Hint = "Its server says that it only reads.",
    };

    private sealed class Source(ChangingToolTests test) : IToolSource
    {
        public IEnumerable<Tool> Tools => [test._then];

        public Tool? Find(string name) => test._then;

        public Task<Tool?> FindNowAsync(string name, CancellationToken cancellationToken) => Task.FromResult(test._now);
    }
}
