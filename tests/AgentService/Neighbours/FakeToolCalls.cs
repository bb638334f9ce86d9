using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>What ChatService says to frames about calls of tools. Those that need approval wait: the test decides.</summary>
internal static class FakeToolCalls
{
    public static RunTurnsResponse? Answer(RunTurnsRequest frame) => frame.FrameCase switch
    {
        RunTurnsRequest.FrameOneofCase.ToolRequest => Tell(frame.ToolRequest.TurnId, frame.ToolRequest.RunId, Begun(frame.ToolRequest)),
        RunTurnsRequest.FrameOneofCase.ToolStart => Tell(
            frame.ToolStart.TurnId, frame.ToolStart.RunId, new ToolCall { Number = frame.ToolStart.Number, State = ToolCallState.Running }),
        RunTurnsRequest.FrameOneofCase.ToolResult => Tell(
            frame.ToolResult.TurnId,
            frame.ToolResult.RunId,
            new ToolCall { Number = frame.ToolResult.Number, State = frame.ToolResult.State, Result = frame.ToolResult.Result }),
        _ => null,
    };

    public static RunTurnsResponse Tell(string turn, string run, ToolCall call) =>
        new() { ToolCall = new RunToolCall { TurnId = turn, RunId = run, Number = call.Number, ToolCall = call } };

    /// <summary>The call as a member would have decided about it.</summary>
    public static ToolCall Decided(RunToolRequest request, ToolCallState state)
    {
        var call = Begun(request);
        call.State = state;
        return call;
    }

    private static ToolCall Begun(RunToolRequest request) => new()
    {
        Number = request.Number,
        Tool = request.Tool,
        Effect = request.Effect,
        Arguments = request.Arguments,
        ArgumentsSha256 = request.NeedsApproval ? "shown" : "",
        Reason = request.Reason,
        State = request.Refused ? ToolCallState.Refused
            : request.NeedsApproval ? ToolCallState.WaitingForApproval
            : ToolCallState.Running,
    };
}
