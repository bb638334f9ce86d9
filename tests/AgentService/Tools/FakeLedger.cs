using GroupChat.Agents.Tools.Ledger;
using GroupChat.TestSupport;

namespace GroupChat.Agents.Tests.Tools;

/// <summary>A ledger in memory. Members refuse, unless the test decides otherwise.</summary>
internal sealed class FakeLedger : IToolLedger
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SortedDictionary<int, RecordedCall> Calls { get; } = [];

    public IReadOnlyList<RecordedCall> Earlier { get; set; } = [];

    /// <summary>What members decide about a call.</summary>
    public Func<RecordedCall, Task<CallState>> Decide { get; set; } = static _ => Task.FromResult(CallState.Refused);

    /// <summary>Somebody was asked.</summary>
    public Task Asked => _asked.Task.Within();

    public IEnumerable<RecordedCall> NeedingApproval => Calls.Values.Where(static call => call.NeedsApproval);

    public Task<RecordedCall> RequestAsync(CallRequest request, CancellationToken cancellationToken)
    {
        // The first call of another turn.
        foreach (var number in Calls.Keys.Where(number => number >= request.Number && number > Earlier.Count).ToList())
            Calls.Remove(number);
        Assert.Equal(Earlier.Count + Calls.Keys.Count(number => number > Earlier.Count) + 1, request.Number);
        var state = request.Verdict.IsRefused ? CallState.Refused
            : request.Verdict.NeedsApproval ? CallState.WaitingForApproval
            : CallState.Running;
        return Task.FromResult(Calls[request.Number] = new(request.Number, request.Tool, request.Effect, state, request.Arguments)
        {
            NeedsApproval = request.Verdict.NeedsApproval,
            Reason = request.Verdict.Why ?? "",
            Definition = request.Definition,
        });
    }

    public async Task<RecordedCall> DecidedAsync(int number, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        var decided = await Decide(Known(number)).WaitAsync(cancellationToken);
        return Calls[number] = Known(number) with { State = decided };
    }

    public Task StartAsync(int number, CancellationToken cancellationToken)
    {
        Assert.Equal(CallState.Approved, Known(number).State);
        Calls[number] = Known(number) with { State = CallState.Running };
        return Task.CompletedTask;
    }

    public Task FinishAsync(int number, CallState state, string result, CancellationToken cancellationToken)
    {
        Assert.Equal(CallState.Running, Known(number).State);
        Calls[number] = Known(number) with { State = state, Result = result };
        return Task.CompletedTask;
    }

    private RecordedCall Known(int number) => Calls.GetValueOrDefault(number) ?? Earlier.Single(call => call.Number == number);
}
