using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Rpc;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace GroupChat.ServiceDefaults.Tests.Grpc;

/// <summary>Bodies and headers no gRPC library sends.</summary>
public sealed class FramingTests : IDisposable
{
    private const string Unary = "/groupchat.chat.v1.ChatService/GetRoom";
    private const string Duplex = "/groupchat.chat.v1.ChatService/Converse";

    private readonly HttpClient _http = new()
    {
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    [Theory]
    [InlineData(Unary)]
    [InlineData(Duplex)]
    public async Task Frame_WithUnknownFlag_IsInvalidMessage(string method)
    {
        await using var node = await ScriptedNode.StartAsync(new());
        node.Logs.Expect("ErrorExecutingServiceMethod");

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MESSAGE"), await PostAsync(node, method, [7, 0, 0, 0, 0]));
    }

    [Theory]
    [InlineData(Unary, "00 00 00 00 05 0A")]
    [InlineData(Unary, "00 00 00")]
    [InlineData(Unary, "")]
    [InlineData(Unary, "00 00 00 00 00 00 00 00 00 00")]
    [InlineData(Duplex, "00 00 00 00 05 0A")]
    [InlineData(Duplex, "00 00 00")]
    public async Task Frames_TooFewOrTooMany_AreInvalidMessage(string method, string body)
    {
        await using var node = await ScriptedNode.StartAsync(new());

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MESSAGE"), await PostAsync(node, method, Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(Unary)]
    [InlineData(Duplex)]
    public async Task Compressed_ButDamaged_IsInvalidMessage(string method)
    {
        await using var node = await ScriptedNode.StartAsync(new());

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MESSAGE"), await PostAsync(node, method, Frame(1, [1, 2, 3, 4, 5, 6])));
    }

    [Theory]
    [InlineData(Unary)]
    [InlineData(Duplex)]
    public async Task Compressed_AndHugeInside_IsMessageTooLarge(string method)
    {
        await using var node = await ScriptedNode.StartAsync(new());
        var bomb = Frame(1, Gzip(new byte[64 * 1024 * 1024]));
        Assert.True(bomb.Length < GrpcDefaults.MaxMessageBytes);

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), await PostAsync(node, method, bomb));
    }

    [Fact]
    public async Task Compressed_AsItShould_IsRead()
    {
        await using var node = await ScriptedNode.StartAsync(new());

        var body = Frame(1, Gzip(new GetRoomRequest { RoomId = "lobby" }.ToByteArray()));

        Assert.Equal((StatusCode.OK, ""), await PostAsync(node, Unary, body));
    }

    [Fact]
    public async Task Method_Unknown_IsUnimplemented()
    {
        await using var node = await ScriptedNode.StartAsync(new());

        Assert.Equal(StatusCode.Unimplemented, (await PostAsync(node, "/groupchat.chat.v1.ChatService/Nope", Frame(0, []))).Code);
    }

    [Fact]
    public async Task Request_ThatIsNotGrpc_IsRefusedByHttp()
    {
        var called = false;
        await using var node = await ScriptedNode.StartAsync(new()
        {
            Unary = (_, _) => throw new InvalidOperationException($"{called = true}"),
        });
        using var json = new StringContent("{}", new MediaTypeHeaderValue("application/json"));

        using var response = await _http.PostAsync(node.Address + Unary, json);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.False(called);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(StatusCode Code, string Reason)> PostAsync(TestNode node, string method, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, node.Address + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/grpc") } },
        };
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-encoding", "gzip");
        request.Headers.Add("authorization", $"Bearer {FakeAuthenticator.TokenOf("alice")}");
        using var response = await _http.SendAsync(request).Within();
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        var details = headers.TryGetValues("grpc-status-details-bin", out var values) ? values.Single() : "";
        var status = Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        return ((StatusCode)int.Parse(headers.GetValues("grpc-status").Single()), status.Detail<ErrorInfo>()?.Reason ?? "");
    }

    private static byte[] Frame(byte flag, byte[] payload) =>
        [flag, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];

    private static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(data);
        return packed.ToArray();
    }
}
