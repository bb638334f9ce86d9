namespace GroupChat.Agents.Tools.Ledger;

/// <summary>A call as the room's log knows it.</summary>
/// <param name="Number">Its place among the calls of the turn.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Effect">What it does beyond its result.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Arguments">JSON; all of it when a member had to approve the call.</param>
internal sealed record RecordedCall(int Number, string Tool, ToolEffect Effect, CallState State, string Arguments)
{
    /// <summary>A member has, or had, to approve it.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Which of the tools that had this name was asked for; empty for tools that never change.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Why it was not run.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The beginning of what came of it.</summary>
    public string Result { get; init; } = "";

    /// <summary>Making it again would do something again.</summary>
    public bool IsOnce => Effect == ToolEffect.Acts || NeedsApproval;

    /// <summary>What the model is told of a call that was not run.</summary>
    public ToolOutcome NotRun() => State switch
    {
        CallState.Expired => ToolOutcome.Refused("nobody approved it in time."),
        CallState.Refused when !NeedsApproval => ToolOutcome.Refused(Reason),
        CallState.Refused => ToolOutcome.Refused("a member refused it."),
        _ => ToolOutcome.Refused("it was stopped."),
    };
}
