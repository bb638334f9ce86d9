using GroupChat.InteropHost.Testing;
using Grpc.Core;

namespace GroupChat.InteropHost;

/// <summary>Whether messages are packed, each as it was asked for.</summary>
internal static class Compression
{
    /// <summary>Makes the server pack the messages of a call that do not say otherwise.</summary>
    public static Metadata.Entry Request => new("grpc-internal-encoding-request", "gzip");

    public static WriteOptions? Of(BoolValue? compressed) =>
        compressed is { Value: false } ? new WriteOptions(WriteFlags.NoCompress) : null;

    /// <summary>Refuses a request that says it is packed, from a client that packs nothing.</summary>
    public static void Expect(BoolValue? compressed, ServerCallContext context)
    {
        // The server keeps what belongs to gRPC out of the request's metadata.
        var encoding = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString();
        if (compressed is { Value: true } && encoding is "" or "identity")
            throw new RpcException(new(StatusCode.InvalidArgument, "the request is not compressed"));
    }
}
