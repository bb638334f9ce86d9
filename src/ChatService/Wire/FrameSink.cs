using GroupChat.Chat.Delivery;
using Grpc.Core;

namespace GroupChat.Chat.Wire;

/// <summary>A gRPC response stream as the way out.</summary>
internal sealed class FrameSink(IServerStreamWriter<ServerFrame> stream) : IFrameSink
{
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    public Task WriteAsync(ServerFrame frame, bool moreFollows, CancellationToken cancellationToken)
    {
        stream.WriteOptions = moreFollows ? Buffered : null;
        return stream.WriteAsync(frame, cancellationToken);
    }
}
