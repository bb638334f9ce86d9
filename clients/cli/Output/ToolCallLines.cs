using GroupChat.Cli.Terminal;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Cli.Output;

/// <summary>Calls of tools in words. What they are made with comes from outside: nothing in it reaches the terminal as more than text.</summary>
internal static class ToolCallLines
{
    /// <summary>The call that an event is about; null for another event.</summary>
    public static ToolCall? CallOf(RoomEvent change) => change.ChangeCase switch
    {
        RoomEvent.ChangeOneofCase.ToolCallRequested => change.ToolCallRequested.ToolCall,
        RoomEvent.ChangeOneofCase.ToolCallDecided => change.ToolCallDecided.ToolCall,
        RoomEvent.ChangeOneofCase.ToolCallStarted => change.ToolCallStarted.ToolCall,
        RoomEvent.ChangeOneofCase.ToolCallFinished => change.ToolCallFinished.ToolCall,
        _ => null,
    };

    public static string Of(ToolCall call) => call.State switch
    {
        ToolCallState.WaitingForApproval => $"wants to run {What(call)}: {Sanitizer.Line(call.Reason)}",
        ToolCallState.Approved => $"{Who(call)} approved {What(call)}",
        ToolCallState.Refused when call.DecidedBy is not null => $"{Who(call)} refused {What(call)}",
        ToolCallState.Refused => $"{What(call)} was not run: {Sanitizer.Line(call.Reason)}",
        ToolCallState.Running => $"runs {What(call)}",
        ToolCallState.Done => $"{Sanitizer.Line(call.Tool)} is done: {Sanitizer.Line(call.Result)}",
        ToolCallState.Failed => $"{Sanitizer.Line(call.Tool)} failed: {Sanitizer.Line(call.Result)}",
        ToolCallState.Expired => $"nobody decided about {What(call)} in time",
        ToolCallState.Cancelled => $"{What(call)} was stopped",
        _ => $"{What(call)} was interrupted: it may have taken effect",
    };

    private static string What(ToolCall call) => Sanitizer.Line($"{call.Tool} {call.Arguments}");

    private static string Who(ToolCall call) => Sanitizer.Line(call.DecidedBy.DisplayName);
}
