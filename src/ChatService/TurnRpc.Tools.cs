using GroupChat.Chat.Turns;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Chat;

/// <summary>What workers say about calls of tools.</summary>
internal sealed partial class TurnRpc
{
    /// <summary>True when the frame was about a call.</summary>
    private async Task<bool> TakeToolAsync(TurnWorker worker, RunTurnsRequest frame)
    {
        switch (frame.FrameCase)
        {
            case RunTurnsRequest.FrameOneofCase.ToolRequest:
                var (asking, run) = ToolIdsOf(frame.ToolRequest.TurnId, frame.ToolRequest.RunId);
                var wish = frame.ToolRequest.ToWish() ?? throw Violations.One("tool_request.effect", "required: a known effect");
                await tools.RequestAsync(worker, asking, run, wish);
                return true;
            case RunTurnsRequest.FrameOneofCase.ToolStart:
                var (starting, startRun) = ToolIdsOf(frame.ToolStart.TurnId, frame.ToolStart.RunId);
                await tools.StartAsync(worker, starting, startRun, frame.ToolStart.Number);
                return true;
            case RunTurnsRequest.FrameOneofCase.ToolResult:
                var (ending, endRun) = ToolIdsOf(frame.ToolResult.TurnId, frame.ToolResult.RunId);
                var state = frame.ToolResult.ToEnd() ?? throw Violations.One("tool_result.state", "DONE, FAILED or UNKNOWN");
                await tools.FinishAsync(worker, ending, endRun, frame.ToolResult.Number, state, frame.ToolResult.Result);
                return true;
            default:
                return false;
        }
    }

    private static (TurnId Turn, RunId Run) ToolIdsOf(string turn, string run) =>
        IdsOf(turn, run) ?? throw Violations.One("tool", "turn_id and run_id as assigned");
}
