using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using Grpc.Core;

namespace GroupChat.TestSupport;

/// <summary>What the services of one test do, one handler for each kind of call.</summary>
public sealed class Script
{
    public UnaryServerMethod<GetRoomRequest, GetRoomResponse> Unary { get; set; } = (request, _) =>
        Task.FromResult(new GetRoomResponse { Room = new() { RoomId = request.RoomId } });

    public ClientStreamingServerMethod<UploadDocumentRequest, UploadDocumentResponse> ClientStream { get; set; } =
        async (frames, context) =>
        {
            await foreach (var _ in frames.ReadAllAsync(context.CancellationToken))
            {
            }
            return new();
        };

    public ServerStreamingServerMethod<WatchRoomsRequest, WatchRoomsResponse> ServerStream { get; set; } = (request, frames, context) =>
        frames.WriteAsync(FrameOf(request.RoomId), context.CancellationToken);

    public DuplexStreamingServerMethod<ConverseRequest, ConverseResponse> Duplex { get; set; } = async (frames, answers, context) =>
    {
        await foreach (var frame in frames.ReadAllAsync(context.CancellationToken))
            await answers.WriteAsync(new() { Frame = new() { RequestId = frame.RequestId } }, context.CancellationToken);
    };

    private static WatchRoomsResponse FrameOf(string room) => new() { Frame = new() { RoomId = room } };
}
