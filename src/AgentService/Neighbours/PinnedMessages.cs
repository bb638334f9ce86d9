using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace GroupChat.Agents.Neighbours;

/// <summary>Pins by ChatService, which decides whether the agent may.</summary>
internal sealed class PinnedMessages(ChatService.ChatServiceClient chat) : IRoomPins
{
    public async Task PinAsync(ToolCaller caller, string messageId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new PinMessageRequest { RoomId = caller.Reader.RoomId, MessageId = messageId };
            await chat.PinMessageAsync(request, caller.Reader.CallOptions(cancellationToken));
        }
        catch (RpcException error) when (error.TryGetErrorInfo(out var info))
        {
            throw new ToolException($"{info.Reason}.");
        }
    }
}
