using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Transcripts.Drivers;

/// <summary>One call over one WebSocket, by docs/guides/websockets.md.</summary>
internal sealed class SocketCall(ClientWebSocket socket, bool isJson) : IDisposable
{
    public static async Task<SocketCall> ConnectAsync(string address, MethodDescriptor method, bool isJson, string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(isJson ? "groupchat.json.v1" : "groupchat.proto.v1");
        if (isJson && token.Length > 0)
            socket.Options.AddSubProtocol($"groupchat.bearer.{token}");
        await socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "/ws" + Contract.PathOf(method)), CancellationToken.None).Within();
        var call = new SocketCall(socket, isJson);
        if (!isJson)
            await call.SendTextAsync(JsonSerializer.Serialize(new { open = new { metadata = new { authorization = $"Bearer {token}" } } }));
        return call;
    }

    public Task SendAsync(IMessage message) =>
        socket.SendAsync(message.ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();

    /// <summary>The messages, in the form that was asked for. A status other than OK is thrown, and so is an end without one.</summary>
    public async IAsyncEnumerable<byte[]> MessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var (type, bytes) = await NextAsync(cancellationToken);
            if (type == WebSocketMessageType.Binary)
            {
                yield return bytes;
                continue;
            }

            using var text = JsonDocument.Parse(bytes);
            if (isJson && text.RootElement.TryGetProperty("message", out var message))
                yield return Encoding.UTF8.GetBytes(message.GetRawText());
            if (text.RootElement.TryGetProperty("status", out var status))
            {
                ThrowIfRefused(status);
                yield break;
            }
        }
    }

    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    private static void ThrowIfRefused(JsonElement status)
    {
        if (status.TryGetProperty("code", out var code) && code.GetInt32() != 0)
            throw new Refusal(Contract.StatusOf(status.GetRawText()));
    }

    private async Task<(WebSocketMessageType Type, byte[] Bytes)> NextAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
                throw new EndOfStreamException($"closed without a status: {socket.CloseStatus}");
            bytes.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
                return (read.MessageType, bytes.ToArray());
        }
    }
}
