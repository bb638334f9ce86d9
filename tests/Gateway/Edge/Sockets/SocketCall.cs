using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using GroupChat.Gateway.Edge.Sockets;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Sockets;

/// <summary>A client of the WebSocket carrier: a socket, and what came over it.</summary>
internal sealed class SocketCall(ClientWebSocket socket) : IDisposable
{
    public ClientWebSocket Socket => socket;

    /// <summary>The frame that ended the call, once it has come.</summary>
    public JsonElement Last { get; private set; }

    public StatusCode Code => (StatusCode)(Last.GetProperty("status").TryGetProperty("code", out var code) ? code.GetInt32() : 0);

    public string Reason => Last.GetProperty("status").GetProperty("details").EnumerateArray()
        .First(detail => detail.GetProperty("@type").GetString()!.EndsWith("ErrorInfo", StringComparison.Ordinal)).GetProperty("reason").GetString()!;

    /// <param name="node">Where to.</param>
    /// <param name="method">Its path without <c>/ws</c>.</param>
    /// <param name="json">Messages are JSON.</param>
    /// <param name="user">Whose token goes along as a subprotocol; nobody's when null.</param>
    /// <param name="configure">Adds headers.</param>
    public static async Task<SocketCall> ConnectAsync(
        EdgeNode node, string method, bool json = false, string? user = "alice", Action<ClientWebSocketOptions>? configure = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(json ? SocketHandshake.Json : SocketHandshake.Proto);
        // A colon is no letter of a subprotocol; real tokens have none.
        if (user is not null)
            socket.Options.SetRequestHeader("authorization", $"Bearer {FakeAuthenticator.TokenOf(user)}");
        configure?.Invoke(socket.Options);
        await socket.ConnectAsync(new Uri($"ws://{node.Address.Authority}/ws{method}"), CancellationToken.None).Within();
        return new(socket);
    }

    public Task SendAsync(IMessage message) =>
        socket.SendAsync(message.ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();

    public Task OpenAsync(params (string Name, string Value)[] metadata)
    {
        var entries = new JsonObject(metadata.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Value)));
        return SendAsync(new JsonObject { ["open"] = new JsonObject { ["metadata"] = entries } }.ToJsonString());
    }

    /// <summary>The next frame, or null when the server has said goodbye.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Bytes)?> NextAsync()
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).Within();
            if (read.MessageType == WebSocketMessageType.Close)
                return null;
            bytes.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
                return (read.MessageType, bytes.ToArray());
        }
    }

    /// <summary>The next text frame, parsed.</summary>
    public async Task<JsonElement> NextTextAsync()
    {
        var frame = (await NextAsync())!.Value;
        Assert.Equal(WebSocketMessageType.Text, frame.Type);
        return JsonDocument.Parse(frame.Bytes).RootElement;
    }

    /// <summary>The next message, past the frame of headers; null when the call has ended.</summary>
    public async Task<byte[]?> MessageAsync()
    {
        while (await NextAsync() is { } frame)
        {
            if (frame.Type == WebSocketMessageType.Binary)
                return frame.Bytes;
            Last = JsonDocument.Parse(frame.Bytes).RootElement;
            if (Last.TryGetProperty("message", out var message))
                return Encoding.UTF8.GetBytes(message.GetRawText());
        }

        Assert.True(Last.ValueKind != JsonValueKind.Undefined && Last.TryGetProperty("status", out _), "closed without a status");
        return null;
    }

    /// <summary>Every message until the end.</summary>
    public async Task<List<byte[]>> ToEndAsync()
    {
        var messages = new List<byte[]>();
        while (await MessageAsync() is { } message)
            messages.Add(message);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Within();
        return messages;
    }

    public void Dispose() => socket.Dispose();
}
