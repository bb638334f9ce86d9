using System.Net.WebSockets;
using System.Text;
using Google.Protobuf;
using GroupChat.Bench.Load;
using GroupChat.Bench.Servers;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Wire;

/// <summary>Calls over WebSockets.</summary>
internal static class SocketStream
{
    private const int BufferLength = 64 * 1024;

    public static async Task<ClientWebSocket> ConnectAsync(ServerProcess gateway, BenchClient client, string method, bool isJson)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(isJson ? "groupchat.json.v1" : "groupchat.proto.v1");
        socket.Options.SetRequestHeader("authorization", $"Bearer {client.Token}");
        await socket.ConnectAsync(new($"{gateway.Address.Replace("http", "ws", StringComparison.Ordinal)}/ws/groupchat.chat.v1.ChatService/{method}"), default);
        return socket;
    }

    /// <summary>Reads a room; returns when its end has come.</summary>
    public static async Task ReadAsync(ServerProcess gateway, BenchClient client, WatchRoomsRequest wish, bool isJson)
    {
        using var socket = await ConnectAsync(gateway, client, "WatchRooms", isJson);
        var request = isJson ? Encoding.UTF8.GetBytes($$"""{"message":{{JsonFormatter.Default.Format(wish)}}}""") : wish.ToByteArray();
        await socket.SendAsync(request.AsMemory(), isJson ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, default);
        var buffer = new byte[BufferLength];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult read;
            do
            {
                read = await socket.ReceiveAsync(buffer.AsMemory(length), default);
                length += read.Count;
            }
            while (!read.EndOfMessage);
            if (read.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException("the stream ended");
            if (IsEnd(buffer.AsSpan(0, length), read.MessageType, isJson))
                return;
        }
    }

    // Headers are a text frame whatever messages are.
    private static bool IsEnd(ReadOnlySpan<byte> frame, WebSocketMessageType type, bool isJson) => isJson
        ? frame.IndexOf("\"caughtUp\""u8) >= 0
        : type == WebSocketMessageType.Binary && WatchRoomsResponse.Parser.ParseFrom(frame).Frame.FrameCase == ServerFrame.FrameOneofCase.CaughtUp;
}
