using System.Net;
using System.Text;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Web;

/// <summary>gRPC-Web on the wire, in both forms and over both versions of HTTP.</summary>
public sealed class GrpcWebTests
{
    private static readonly byte[] Lobby = WebCall.Frame(new GetRoomRequest { RoomId = "lobby" });

    public static TheoryData<int, string> Forms => new()
    {
        { 1, WebCall.Binary }, { 1, WebCall.Text }, { 2, WebCall.Binary }, { 2, WebCall.Text },
        { 1, "application/grpc-web" }, { 1, "application/grpc-web-text" }, { 1, "application/grpc-web+proto; charset=utf-8" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Unary_InEachForm_HasTheBytesOfTheProtocol(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(version);

        var answer = await WebCall.SendAsync(node, client, EdgeNode.Unary, type, Lobby);

        byte[] message = [0, 0, 0, 0, 9, 0x0A, 7, 0x0A, 5, .. "lobby"u8];
        byte[] trailers = [0x80, 0, 0, 0, 15, .. "grpc-status:0\r\n"u8];
        var isText = type.Contains("-text", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.Response.StatusCode);
        Assert.Equal(type.Split(';')[0], answer.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            isText ? Encoding.ASCII.GetBytes(Convert.ToBase64String(message) + Convert.ToBase64String(trailers)) : [.. message, .. trailers],
            answer.Body);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ServerStream_EachMessage_ArrivesWhenItIsWritten(int version, string type)
    {
        var release = new TaskCompletionSource();
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                await frames.WriteAsync(new() { Frame = new() { RoomId = "first" } }, context.CancellationToken);
                await release.Task.Within();
                await frames.WriteAsync(new() { Frame = new() { RoomId = "second" } }, context.CancellationToken);
            },
        });
        using var client = EdgeNode.Client(version);
        using var request = WebCall.Request(node, client, EdgeNode.ServerStream, type, WebCall.Frame(new WatchRoomsRequest()));

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within();
        await using var body = await response.Content.ReadAsStreamAsync();
        var start = new byte[12];
        await body.ReadExactlyAsync(start).Within();
        release.SetResult();
        using var rest = new MemoryStream();
        await body.CopyToAsync(rest).Within();

        var answer = WebAnswer.Of(response, [.. start, .. rest.ToArray()]);
        Assert.Equal(["first", "second"], answer.Messages.Select(m => WatchRoomsResponse.Parser.ParseFrom(m).Frame.RoomId));
        Assert.Equal(StatusCode.OK, answer.Code);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task RequestStreams_SeveralMessages_AreAllRead(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(version);
        byte[] frames = [.. WebCall.Frame(new ConverseRequest { RequestId = "1" }), .. WebCall.Frame(new ConverseRequest { RequestId = "22" })];

        var duplex = await WebCall.SendAsync(node, client, EdgeNode.Duplex, type, frames);
        var upload = await WebCall.SendAsync(node, client, EdgeNode.ClientStream, type, WebCall.Frame(new UploadDocumentRequest()));

        Assert.Equal(["1", "22"], duplex.Messages.Select(m => ConverseResponse.Parser.ParseFrom(m).Frame.RequestId));
        Assert.Equal((StatusCode.OK, 1), (upload.Code, upload.Messages.Count));
    }

    [Fact]
    public async Task Accept_Text_AsksForTextWhateverWasSent()
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(1);
        using var request = WebCall.Request(node, client, EdgeNode.Unary, WebCall.Binary, Lobby);
        request.Headers.Add("accept", "application/grpc-web-text");

        var answer = await WebCall.SendAsync(client, request);

        Assert.Equal(WebCall.Text, answer.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal(StatusCode.OK, answer.Code);
    }

    [Fact]
    public async Task Metadata_BothWays_Travels()
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([new("x-initial", context.RequestHeaders.GetValue("x-sent")!)]);
                context.ResponseTrailers.Add("x-trailing-bin", [1, 2, 255]);
                return new();
            },
        });
        using var client = EdgeNode.Client(1);
        using var request = WebCall.Request(node, client, EdgeNode.Unary, WebCall.Binary, Lobby);
        request.Headers.Add("x-sent", "here");

        var answer = await WebCall.SendAsync(client, request);

        Assert.Equal(["here"], answer.Response.Headers.GetValues("x-initial"));
        Assert.Equal("AQL/", answer.Trailers["x-trailing-bin"]);
    }

    [Fact]
    public async Task Path_OfNoService_IsUnimplemented()
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(1);

        foreach (var path in new[] { "/groupchat.chat.v1.ChatService/Nope", "/no.Service/Nope", "/", "/health/live", "/a/b/c" })
            Assert.Equal((path, StatusCode.Unimplemented), (path, (await WebCall.SendAsync(node, client, path, WebCall.Binary, Lobby)).Code));
    }

    [Fact]
    public async Task Content_OfAnotherKind_IsUnsupported()
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(1);

        foreach (var type in new[] { "application/grpc-web+thrift", "application/grpc-web-text+json", "application/grpc-webby" })
        {
            using var request = WebCall.Request(node, client, EdgeNode.Unary, type, Lobby);
            using var response = await client.SendAsync(request).Within();
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        }
    }
}
