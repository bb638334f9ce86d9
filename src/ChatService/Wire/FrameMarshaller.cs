using GroupChat.Chat.Delivery;
using Grpc.Core;

namespace GroupChat.Chat.Wire;

/// <summary>
/// Binds the streams to our own type of answer. The messages of a stream go into the response's body past the gRPC server (see
/// <see cref="FrameSink"/>), which looks after the rest of the call: headers, deadline, status, trailers.
/// </summary>
internal static class FrameMarshaller
{
    public static Marshaller<ServerFrame> Instance { get; } = new(
        static (ServerFrame _, SerializationContext _) => throw new NotSupportedException("frames are written by their sink"),
        static (DeserializationContext _) => throw new NotSupportedException("frames are only sent"));
}
