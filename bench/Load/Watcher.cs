using Google.Protobuf;
using GroupChat.Bench.Wire;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Load;

/// <summary>A Converse stream that only listens. Its frames are parsed until it has caught up, and then only looked through.</summary>
internal sealed class Watcher
{
    public const string Method = "/groupchat.chat.v1.ChatService/Converse";

    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MessageHandler _handler;
    private int _behind;

    private Watcher(MessageHandler handler, int rooms) => (_handler, _behind) = (handler, rooms);

    /// <summary>Returns when the stream is live in every room.</summary>
    public static async Task<Http2Stream> OpenAsync(Http2Connection connection, string token, MessageHandler handler, params string[] rooms)
    {
        var watcher = new Watcher(handler, rooms.Length);
        var stream = await connection.CallAsync(Method, token, watcher.Take);
        var open = new OpenFrame();
        open.Subscriptions.AddRange(rooms.Select(room => new Subscription { RoomId = room }));
        await stream.SendAsync(new ConverseRequest { Open = open }.ToByteArray());
        await watcher._caughtUp.Task;
        return stream;
    }

    /// <summary>Calls <paramref name="take"/> for each frame of a room until the stream is live in it.</summary>
    public static async Task ReadAsync(Http2Connection connection, string token, Subscription subscription, Action<ServerFrame> take)
    {
        var caughtUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stream = await connection.CallAsync(Method, token, message =>
        {
            var frame = ConverseResponse.Parser.ParseFrom(message).Frame;
            take(frame);
            if (frame.FrameCase == ServerFrame.FrameOneofCase.Error)
                caughtUp.TrySetException(new InvalidOperationException(frame.Error.Status.Message));
            else if (frame.FrameCase == ServerFrame.FrameOneofCase.CaughtUp)
                caughtUp.TrySetResult();
        });
        await stream.SendAsync(new ConverseRequest { Open = new() { Subscriptions = { subscription } } }.ToByteArray());
        await caughtUp.Task;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        if (_behind == 0)
        {
            _handler(message);
            return;
        }

        var frame = ConverseResponse.Parser.ParseFrom(message).Frame;
        if (frame.FrameCase == ServerFrame.FrameOneofCase.Error)
            _caughtUp.TrySetException(new InvalidOperationException(frame.Error.Status.Message));
        else if (frame.FrameCase == ServerFrame.FrameOneofCase.CaughtUp && --_behind == 0)
            _caughtUp.TrySetResult();
    }
}
