using System.Buffers.Binary;
using System.Net.Http.Headers;
using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Bench.Wire;

/// <summary>A stream of a room over gRPC-Web, read as a client reads it.</summary>
internal static class WebStream
{
    private const string Path = "/groupchat.chat.v1.ChatService/WatchRooms";
    private const int PrefixLength = 5;
    private const int PieceLength = 64 * 1024;

    /// <summary>Returns when the room's end has come.</summary>
    public static async Task ReadAsync(HttpClient http, WatchRoomsRequest wish)
    {
        var message = wish.ToByteArray();
        var body = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.Length);
        message.CopyTo(body, PrefixLength);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Version = http.DefaultRequestVersion };
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc-web+proto") } };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = new BufferedStream(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(), PieceLength);
        var prefix = new byte[PrefixLength];
        while (true)
        {
            await stream.ReadExactlyAsync(prefix);
            var frame = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
            await stream.ReadExactlyAsync(frame);
            if (prefix[0] != 0)
                throw new InvalidOperationException("the stream ended");
            if (WatchRoomsResponse.Parser.ParseFrom(frame).Frame.FrameCase == ServerFrame.FrameOneofCase.CaughtUp)
                return;
        }
    }
}
