using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using GroupChat.Gateway.Edge.Json.Answers;
using Microsoft.AspNetCore.Connections;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>
/// The server's side of a call: a frame of headers, a frame for each message, a frame with the status, and the closing frame. A send
/// is never cancelled, since the connection would not survive it; one that nobody takes ends when pings stay unanswered.
/// </summary>
internal sealed class SocketAnswer(WebSocket socket, SocketForm form) : IGrpcAnswer
{
    // Codes from 4000 on are for applications (RFC 6455, section 7.4.2).
    private const int FirstErrorCode = 4000;

    private readonly ArrayBufferWriter<byte> _text = new();

    public ValueTask StartAsync(IHeaderDictionary headers, CancellationToken cancellationToken) => SendAsync(json =>
    {
        json.WriteStartObject("headers");
        SocketMetadata.Write(json, headers);
        json.WriteEndObject();
    });

    public ValueTask MessageAsync(GrpcFrame frame, CancellationToken cancellationToken) =>
        form.IsJson ? SendAsync(form.ToJson(frame.Message)) : SendAsync(frame.Message);

    // A frame is sent as it is written.
    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    public async ValueTask EndAsync(GrpcEnd end, CancellationToken cancellationToken)
    {
        await SendAsync(json =>
        {
            json.WritePropertyName("status");
            json.WriteRawValue(ErrorStatus.Of(end).Json, skipInputValidation: true);
            json.WriteStartObject("trailers");
            SocketMetadata.Write(json, end.Trailers);
            json.WriteEndObject();
        });
        var code = end.Code == Grpc.Core.StatusCode.OK ? (int)WebSocketCloseStatus.NormalClosure : FirstErrorCode + (int)end.Code;
        await socket.CloseOutputAsync((WebSocketCloseStatus)code, end.Code.ToString(), CancellationToken.None);
    }

    private async ValueTask SendAsync(ReadOnlySequence<byte> message)
    {
        var rest = message;
        while (!rest.IsSingleSegment)
        {
            await GiveAsync(rest.First, WebSocketMessageType.Binary, WebSocketMessageFlags.None);
            rest = rest.Slice(rest.First.Length);
        }

        await GiveAsync(rest.First, WebSocketMessageType.Binary, WebSocketMessageFlags.EndOfMessage);
    }

    private ValueTask SendAsync(Action<Utf8JsonWriter> write)
    {
        _text.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return SendTextAsync();
    }

    private ValueTask SendAsync(string text)
    {
        _text.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, _text);
        return SendTextAsync();
    }

    private ValueTask SendTextAsync() => GiveAsync(_text.WrittenMemory, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage);

    // A socket that ended says so in words of its own. To the call it is a caller who has left.
    private async ValueTask GiveAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, WebSocketMessageFlags flags)
    {
        try
        {
            await socket.SendAsync(bytes, type, flags, CancellationToken.None);
        }
        catch (WebSocketException gone)
        {
            throw new ConnectionAbortedException("The client has gone.", gone);
        }
    }
}
