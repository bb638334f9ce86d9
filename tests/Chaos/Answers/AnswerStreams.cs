using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using GroupChat.Chaos.Tests.Workload;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Chaos.Tests.Answers;

/// <summary>The ways in which a viewer can watch a room: each is one stream, from a cursor to whatever ends it.</summary>
internal static class AnswerStreams
{
    private const string Protocol = "groupchat.proto.v1";
    private const string WatchPath = "/ws/groupchat.chat.v1.ChatService/WatchRooms";

    public static IAsyncEnumerable<ServerFrame> Open(int kind, string address, Identity who, Subscription from, CancellationToken stop) => (kind % 3) switch
    {
        0 => SocketAsync(address, who, from, stop),
        1 => ConverseAsync(address, who, from, stop),
        _ => WatchAsync(address, who, from, stop),
    };

    private static async IAsyncEnumerable<ServerFrame> WatchAsync(
        string address, Identity who, Subscription from, [EnumeratorCancellation] CancellationToken stop)
    {
        using var wire = new Wire(address);
        using var call = wire.Chat.WatchRooms(new() { Subscriptions = { from } }, who.Headers, cancellationToken: stop);
        while (await call.ResponseStream.MoveNext(stop))
            yield return call.ResponseStream.Current.Frame;
    }

    private static async IAsyncEnumerable<ServerFrame> ConverseAsync(
        string address, Identity who, Subscription from, [EnumeratorCancellation] CancellationToken stop)
    {
        using var wire = new Wire(address);
        using var call = wire.Chat.Converse(who.Headers, cancellationToken: stop);
        await call.RequestStream.WriteAsync(new() { Open = new() { Subscriptions = { from } } }, stop);
        while (await call.ResponseStream.MoveNext(stop))
            yield return call.ResponseStream.Current.Frame;
    }

    private static async IAsyncEnumerable<ServerFrame> SocketAsync(
        string address, Identity who, Subscription from, [EnumeratorCancellation] CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(Protocol);
        socket.Options.SetRequestHeader("authorization", who.Headers.GetValue("authorization"));
        socket.Options.Proxy = null;
        await socket.ConnectAsync(new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + WatchPath), stop);
        await socket.SendAsync(new WatchRoomsRequest { Subscriptions = { from } }.ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, stop);
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, stop);
            if (read.MessageType == WebSocketMessageType.Close)
                yield break;
            message.Write(buffer, 0, read.Count);
            if (!read.EndOfMessage)
                continue;
            if (read.MessageType == WebSocketMessageType.Binary)
                yield return WatchRoomsResponse.Parser.ParseFrom(message.GetBuffer(), 0, (int)message.Length).Frame;
            message.SetLength(0);
        }
    }
}
