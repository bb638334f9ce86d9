using GroupChat.Agents.Tools.Ledger;
using GroupChat.Agents.Turns;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>
/// The calls of one run of a turn. Each is recorded before it is made, and waits where a member has to approve it. A run that follows a
/// lost one begins with what that one did: what is done once is not done again.
/// </summary>
internal sealed class ToolSession(ToolRunner runner, ToolGuard guard, ToolCaller caller, ITurnListener listener, TurnDeadline deadline)
{
    private int _number;

    private IToolLedger Ledger => listener.Tools;

    /// <summary>Makes the calls that the run before left open, and returns those that count with their results.</summary>
    public async Task<List<(FunctionCallContent Call, ToolOutcome Outcome)>> ResumeAsync(CancellationToken stop)
    {
        var results = new List<(FunctionCallContent, ToolOutcome)>();
        foreach (var call in Ledger.Earlier)
        {
            _number = call.Number;
            guard.Made(call.Tool);
            var outcome = await ResumeAsync(call, stop);
            if (call.IsOnce)
                results.Add((new FunctionCallContent($"earlier-{call.Number}", call.Tool, ToolArguments.Read(call.Arguments)), outcome));
        }
        return results;
    }

    /// <param name="call">What the model asks for.</param>
    /// <param name="refusal">Why it may not have it, for reasons that lie outside the call.</param>
    /// <param name="stop">Ends the turn.</param>
    public async Task<ToolOutcome> RunAsync(FunctionCallContent call, string? refusal, CancellationToken stop)
    {
        var arguments = ToolArguments.Write(call);
        var verdict = refusal is null ? runner.Judge(call, arguments, guard) : ToolVerdict.Refused(refusal);
        try
        {
            var recorded = await Ledger.RequestAsync(new(_number + 1, call.Name, arguments ?? "", verdict), stop);
            _number++;
            if (verdict.IsRefused)
                return ToolOutcome.Refused(verdict.Why!);
            return verdict.NeedsApproval
                ? await ApprovedAsync(recorded, call.Arguments ?? new Dictionary<string, object?>(), stop)
                : await MakeAsync(recorded.Number, verdict.Tool, call.Arguments ?? new Dictionary<string, object?>(), approved: null, stop);
        }
        catch (ToolException why)
        {
            return ToolOutcome.Failed(why.Message);
        }
    }

    private async Task<ToolOutcome> ResumeAsync(RecordedCall call, CancellationToken stop)
    {
        try
        {
            if (call.State is CallState.WaitingForApproval or CallState.Approved)
                return await ApprovedAsync(call, ToolArguments.Read(call.Arguments), stop);
            if (call.State != CallState.Running)
                return EndOf(call);
            const string lost = "what ran it was lost.";
            var outcome = call.IsOnce ? ToolOutcome.Unknown(lost) : ToolOutcome.Failed(lost);
            await Ledger.FinishAsync(call.Number, StateOf(outcome), outcome.Text, stop);
            return outcome;
        }
        catch (ToolException why)
        {
            return ToolOutcome.Failed(why.Message);
        }
    }

    private async Task<ToolOutcome> ApprovedAsync(RecordedCall call, IDictionary<string, object?> arguments, CancellationToken stop)
    {
        if (call.State == CallState.WaitingForApproval)
        {
            listener.Entered(TurnPhase.WaitingForApproval);
            call = await deadline.WaitAsync(Ledger.DecidedAsync(call.Number, stop));
            listener.Entered(TurnPhase.UsingTools);
        }
        if (call.State != CallState.Approved)
        {
            guard.StopAsking();
            return call.NotRun();
        }
        await Ledger.StartAsync(call.Number, stop);
        return await MakeAsync(call.Number, await runner.FindNowAsync(call.Tool, stop), arguments, call.Definition, stop);
    }

    /// <param name="number">The call's.</param>
    /// <param name="tool">Null when there is none any more.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="approved">The definition of the tool that a member approved the call of; null when nobody had to.</param>
    /// <param name="stop">Ends the turn.</param>
    private async Task<ToolOutcome> MakeAsync(
        int number, Tool? tool, IDictionary<string, object?> arguments, string? approved, CancellationToken stop)
    {
        var outcome = tool is null ? ToolOutcome.Failed("there is no tool of this name any more.")
            : approved is not null && approved != tool.Definition ? ToolOutcome.Failed("the tool is not the one any more that was approved.")
            : await runner.RunAsync(tool, arguments, caller, stop);
        // Also what says that it failed may say more.
        if (tool is not null)
            guard.Read(tool.Label);
        try
        {
            await Ledger.FinishAsync(number, StateOf(outcome), outcome.Text, stop);
        }
        catch (ToolException)
        {
            // What was done is done. The end of the answer ends the call in the log.
        }
        return outcome;
    }

    /// <summary>What the model of the run before was told, as far as it was kept.</summary>
    private ToolOutcome EndOf(RecordedCall call)
    {
        if (call.State is CallState.Done or CallState.Failed or CallState.Unknown)
        {
            guard.Read(runner.Find(call.Tool)?.Label ?? ContentLabel.Passage);
            return new(ToolState.Done, call.Result);
        }
        if (call.NeedsApproval)
            guard.StopAsking();
        return call.NotRun();
    }

    private static CallState StateOf(ToolOutcome outcome) => outcome.State switch
    {
        ToolState.Done => CallState.Done,
        ToolState.Unknown => CallState.Unknown,
        _ => CallState.Failed,
    };
}
