using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

/// <summary>Decisions about calls of tools: the room hears of them.</summary>
internal sealed partial class FakeChat
{
    public override Task<ApproveToolCallResponse> ApproveToolCall(ApproveToolCallRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out var caller);
        if (request.ArgumentsSha256 != FakeAnswer.Hash)
            throw FakeErrors.Of(StatusCode.Aborted, "TOOL_CALL_CHANGED", "The call is not the one that was shown.");
        return Task.FromResult(new ApproveToolCallResponse { ToolCall = Decide(room, caller, request.MessageId, request.Number, request.ArgumentsSha256) });
    }

    public override Task<RefuseToolCallResponse> RefuseToolCall(RefuseToolCallRequest request, ServerCallContext context)
    {
        var room = Enter(request.RoomId, context, out var caller);
        return Task.FromResult(new RefuseToolCallResponse { ToolCall = Decide(room, caller, request.MessageId, request.Number, "") });
    }

    private ToolCall Decide(FakeRoom room, Participant by, string messageId, int number, string hash)
    {
        state.Decisions.Add((messageId, number, hash));
        var call = FakeAnswer.CallOf(messageId, number, hash.Length > 0 ? ToolCallState.Approved : ToolCallState.Refused);
        call.DecidedBy = by;
        room.Append(new() { ToolCallDecided = new() { ToolCall = call } });
        return call;
    }
}
