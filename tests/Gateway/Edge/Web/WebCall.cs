using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Google.Rpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.Gateway.Tests.Edge.Web;

/// <summary>gRPC-Web by hand: bytes out, bytes in.</summary>
internal static class WebCall
{
    public const string Binary = "application/grpc-web+proto";
    public const string Text = "application/grpc-web-text+proto";

    public static byte[] Frame(IMessage message, byte flag = 0) => Frame(message.ToByteArray(), flag);

    public static byte[] Frame(byte[] payload, byte flag = 0)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    public static HttpRequestMessage Request(EdgeNode node, HttpClient client, string method, string type, byte[] body)
    {
        var isText = type.StartsWith("application/grpc-web-text", StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, method))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Content = new ByteArrayContent(isText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(body)) : body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("authorization", $"Bearer {FakeAuthenticator.TokenOf("alice")}");
        return request;
    }

    public static async Task<WebAnswer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await client.SendAsync(request).Within();
            return WebAnswer.Of(response, await response.Content.ReadAsByteArrayAsync().Within());
        }
    }

    public static Task<WebAnswer> SendAsync(EdgeNode node, HttpClient client, string method, string type, byte[] body) =>
        SendAsync(client, Request(node, client, method, type, body));
}

/// <summary>A whole answer, taken apart.</summary>
internal sealed record WebAnswer(HttpResponseMessage Response, byte[] Body, IReadOnlyList<byte[]> Messages, IReadOnlyDictionary<string, string> Trailers)
{
    public StatusCode Code => (StatusCode)int.Parse(Trailers["grpc-status"], System.Globalization.CultureInfo.InvariantCulture);

    public string Reason =>
        Status.Parser.ParseFrom(Convert.FromBase64String(Trailers["grpc-status-details-bin"])).Details
            .First(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;

    public static WebAnswer Of(HttpResponseMessage response, byte[] raw)
    {
        var isText = response.Content.Headers.ContentType?.MediaType?.StartsWith("application/grpc-web-text", StringComparison.Ordinal) == true;
        ReadOnlySpan<byte> body = isText ? Decode(raw) : raw;
        var messages = new List<byte[]>();
        while (body.Length >= 5 && body[0] != 0x80)
            messages.Add(Take(ref body));
        var lines = body.IsEmpty ? "" : Encoding.UTF8.GetString(Take(ref body));
        Assert.True(body.IsEmpty, "bytes after the trailers");
        return new(response, raw, messages, lines.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]));
    }

    private static byte[] Take(ref ReadOnlySpan<byte> body)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(body[1..]);
        var payload = body.Slice(5, length).ToArray();
        body = body[(5 + length)..];
        return payload;
    }

    // Padded blocks, one after the other.
    private static byte[] Decode(byte[] text) =>
        [.. text.Chunk(4).SelectMany(group => Convert.FromBase64String(Encoding.ASCII.GetString(group)))];
}
