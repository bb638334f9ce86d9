using GroupChat.Contracts.Chat.V1;
using Grpc.Core;

namespace GroupChat.Bench.Load;

/// <summary>A Converse stream without subscriptions: each request is answered before the next is sent.</summary>
internal sealed class BenchStream(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> call)
{
    /// <summary>Sends a request and returns its answer; heartbeats in between are skipped.</summary>
    public async Task<ServerFrame> RoundTripAsync(ConverseRequest request)
    {
        await call.RequestStream.WriteAsync(request);
        while (await call.ResponseStream.MoveNext())
        {
            var frame = call.ResponseStream.Current.Frame;
            if (frame.FrameCase == ServerFrame.FrameOneofCase.Error)
                throw new InvalidOperationException(frame.Error.Status.Message);
            if (frame.FrameCase != ServerFrame.FrameOneofCase.Heartbeat)
                return frame;
        }
        throw new InvalidOperationException("the stream ended");
    }
}
