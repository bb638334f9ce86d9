using GroupChat.Chat.Messages;
using GroupChat.Chat.Rooms;
using GroupChat.Chat.Turns;

namespace GroupChat.Chat.ToolCalls;

/// <summary>One call of a tool that an agent makes while it answers.</summary>
/// <param name="Answer">The agent's message.</param>
/// <param name="Number">Its place among the calls of the answer, from 1, over all runs of the turn.</param>
/// <param name="Run">The run that asked for it.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Effect">What it does beyond its result.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="RequestTime">When it was asked for.</param>
internal sealed record ToolCall(
    MessageId Answer, int Number, RunId Run, string Tool, ToolEffect Effect, ToolCallState State, DateTimeOffset RequestTime)
{
    /// <summary>JSON. All of it when a member has to approve the call, else the beginning.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>Of the arguments, in hexadecimal digits; empty when nobody has to approve the call.</summary>
    public string ArgumentsHash { get; init; } = "";

    /// <summary>Tells the tool from others of its name that came after it; empty for tools that never change.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Why it has to be approved, or why it was not run.</summary>
    public string Reason { get; init; } = "";

    public DateTimeOffset? ExpireTime { get; init; }

    public Participant? DecidedBy { get; init; }

    public DateTimeOffset? DecideTime { get; init; }

    public DateTimeOffset? FinishTime { get; init; }

    /// <summary>The beginning of what came of it.</summary>
    public string Result { get; init; } = "";

    /// <summary>Something was left out of the arguments or the result.</summary>
    public bool IsShortened { get; init; }

    public bool IsOpen => State is ToolCallState.WaitingForApproval or ToolCallState.Approved or ToolCallState.Running;

    /// <summary>The answer ends: what has begun to change or send something may have done so.</summary>
    public ToolCall EndedWithAnswer(DateTimeOffset now) => this with
    {
        State = State == ToolCallState.Running && Effect != ToolEffect.Reads ? ToolCallState.Unknown : ToolCallState.Cancelled,
        FinishTime = now,
    };

    /// <summary>Without what it was called with and what came of it.</summary>
    public ToolCall WithoutTexts() => this with { Arguments = "", Result = "", IsShortened = true };
}
