using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.TestSupport;

public sealed class ScriptedChat(Script script) : ChatService.ChatServiceBase
{
    public override Task<GetRoomResponse> GetRoom(GetRoomRequest request, ServerCallContext context) => script.Unary(request, context);

    public override Task WatchRooms(
        WatchRoomsRequest request, IServerStreamWriter<WatchRoomsResponse> responseStream, ServerCallContext context) =>
        script.ServerStream(request, responseStream, context);

    public override Task Converse(
        IAsyncStreamReader<ConverseRequest> requestStream, IServerStreamWriter<ConverseResponse> responseStream,
        ServerCallContext context) => script.Duplex(requestStream, responseStream, context);
}
