using System.IO.Pipelines;
using GroupChat.Chat.Delivery;
using GroupChat.Chat.Rooms;
using Microsoft.AspNetCore.Http;

namespace GroupChat.Chat.Wire;

/// <summary>
/// The body of a gRPC response as the way out. The server's own writer takes a message at a time, with a lock, a state machine and
/// a flush of its own each; the bytes are the same. Messages are never compressed: no host of ours compresses answers.
/// </summary>
internal sealed class FrameSink(HttpResponse response) : IFrameSink
{
    private readonly PipeWriter _body = response.BodyWriter;

    public int Write(ServerFrame frame) => FrameWriting.Write(_body, frame);

    public int WriteEvent(RoomId room, long headSequence, byte[] payload) => FrameWriting.WriteEvent(_body, room, headSequence, payload);

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flush = _body.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully ? Checked(flush.Result, cancellationToken) : WaitAsync(flush, cancellationToken);
    }

    private static async ValueTask WaitAsync(ValueTask<FlushResult> flush, CancellationToken cancellationToken) =>
        await Checked(await flush, cancellationToken);

    // A reader who has left is said so by the call's token, which may come a little later than the end of its body.
    private static ValueTask Checked(FlushResult result, CancellationToken cancellationToken) =>
        result.IsCanceled || cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled(new CancellationToken(canceled: true))
            : default;
}
