using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Protection;

/// <summary>Answers each message of a stream with its own id.</summary>
internal sealed class EchoChat : ChatService.ChatServiceBase
{
    public override Task<GetRoomResponse> GetRoom(GetRoomRequest request, ServerCallContext context) => Task.FromResult(new GetRoomResponse());

    public override async Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(new() { Frame = new() { RequestId = request.RequestId } }, context.CancellationToken);
    }
}
