using GroupChat.Chat.Messages;
using GroupChat.Chat.Wire;
using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Chat;

/// <summary>What members decide about what agents want to do.</summary>
internal sealed partial class ChatRpc
{
    public override async Task<ApproveToolCallResponse> ApproveToolCall(ApproveToolCallRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var call = await desks.ToolCalls.ApproveAsync(
            target, request.Number, request.ArgumentsSha256, context.PersonId(), context.CancellationToken);
        return new() { ToolCall = call.ToProto() };
    }

    public override async Task<RefuseToolCallResponse> RefuseToolCall(RefuseToolCallRequest request, ServerCallContext context)
    {
        var target = MessageTarget.Parse(request.RoomId, request.MessageId);
        var call = await desks.ToolCalls.RefuseAsync(target, request.Number, context.PersonId(), context.CancellationToken);
        return new() { ToolCall = call.ToProto() };
    }
}
