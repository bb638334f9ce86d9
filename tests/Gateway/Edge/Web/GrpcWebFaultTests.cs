using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Web;

/// <summary>Calls that go wrong: refused, too late, too large, broken, or left by their client.</summary>
public sealed class GrpcWebFaultTests
{
    private static readonly byte[] Lobby = WebCall.Frame(new GetRoomRequest { RoomId = "lobby" });

    public static TheoryData<int, string> Forms => new() { { 1, WebCall.Binary }, { 1, WebCall.Text }, { 2, WebCall.Binary }, { 2, WebCall.Text } };

    [Theory]
    [InlineData(EdgeNode.Unary, "AAAA*AAA")]
    [InlineData(EdgeNode.ClientStream, "AAAA*AAA")]
    [InlineData(EdgeNode.ClientStream, "AAAAA")]
    public async Task Body_ThatIsNotBase64_IsTheClientsFault(string method, string body)
    {
        await using var node = await EdgeNode.StartAsync();
        node.Logs.Expect("ErrorExecutingServiceMethod");
        using var client = EdgeNode.Client(1);
        using var request = WebCall.Request(node, client, method, WebCall.Text, []);
        request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue(WebCall.Text));

        var answer = await WebCall.SendAsync(client, request);

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MESSAGE"), (answer.Code, answer.Reason));
    }

    [Fact]
    public async Task Status_ThatAHandlerSets_IsThatOfTheDetailsToo()
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = (_, context) =>
            {
                context.Status = new(StatusCode.Unknown, "nobody knows");
                return Task.FromResult(new GetRoomResponse());
            },
        });
        using var client = EdgeNode.Client(1);

        var answer = await WebCall.SendAsync(node, client, EdgeNode.Unary, WebCall.Binary, Lobby);

        Assert.Equal((StatusCode.Unknown, "nobody knows"), (answer.Code, Uri.UnescapeDataString(answer.Trailers["grpc-message"])));
        Assert.Equal((int)StatusCode.Unknown, Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(answer.Trailers["grpc-status-details-bin"])).Code);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Refusal_OfAnyKind_IsReadableInTheBody(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = (_, _) => throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "grüße %"),
        });
        using var client = EdgeNode.Client(version);
        using var anonymous = WebCall.Request(node, client, EdgeNode.Unary, type, Lobby);
        anonymous.Headers.Remove("authorization");

        var refused = await WebCall.SendAsync(client, anonymous);
        var missing = await WebCall.SendAsync(node, client, EdgeNode.Unary, type, Lobby);

        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_MISSING"), (refused.Code, refused.Reason));
        Assert.Equal((StatusCode.NotFound, "ROOM_NOT_FOUND"), (missing.Code, missing.Reason));
        Assert.Equal("grüße %", Uri.UnescapeDataString(missing.Trailers["grpc-message"]));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Deadline_Passed_EndsTheCallAndLeavesTheConnection(int version, string type)
    {
        var stopped = new TaskCompletionSource();
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                await using var onEnd = context.CancellationToken.Register(() => stopped.TrySetResult());
                await frames.WriteAsync(new(), context.CancellationToken);
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
        });
        using var client = EdgeNode.Client(version);
        using var request = WebCall.Request(node, client, EdgeNode.ServerStream, type, WebCall.Frame(new WatchRoomsRequest()));
        request.Headers.Add("grpc-timeout", "300m");

        var late = await WebCall.SendAsync(client, request);
        await stopped.Task.Within();
        var next = await WebCall.SendAsync(node, client, EdgeNode.Unary, type, Lobby);

        Assert.Equal((StatusCode.DeadlineExceeded, 1), (late.Code, late.Messages.Count));
        Assert.Equal(StatusCode.OK, next.Code);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Client_GoesAway_CallIsCancelled(int version, string type)
    {
        var stopped = new TaskCompletionSource();
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                await using var onEnd = context.CancellationToken.Register(() => stopped.TrySetResult());
                await frames.WriteAsync(new(), context.CancellationToken);
                await stopped.Task.Within();
                await frames.WriteAsync(new(), context.CancellationToken);
            },
        });
        var client = EdgeNode.Client(version);
        var request = WebCall.Request(node, client, EdgeNode.ServerStream, type, WebCall.Frame(new WatchRoomsRequest()));

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within();
        response.Dispose();
        client.Dispose();

        await stopped.Task.Within();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Message_TooLarge_IsResourceExhausted(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(version);
        var large = WebCall.Frame(new byte[GrpcDefaults.MaxMessageBytes + 1]);

        var answer = await WebCall.SendAsync(node, client, EdgeNode.Unary, type, large);

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (answer.Code, answer.Reason));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Message_AsLargeAsAllowed_TravelsBothWays(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(version);
        var id = new string('x', GrpcDefaults.MaxMessageBytes - 100);

        var answer = await WebCall.SendAsync(node, client, EdgeNode.Unary, type, WebCall.Frame(new GetRoomRequest { RoomId = id }));

        Assert.Equal(id, GetRoomResponse.Parser.ParseFrom(answer.Messages.Single()).Room.RoomId);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Message_Packed_IsRead(int version, string type)
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(version);
        using var request = WebCall.Request(
            node, client, EdgeNode.Unary, type, WebCall.Frame(Gzip(new GetRoomRequest { RoomId = "packed" }.ToByteArray()), flag: 1));
        request.Headers.Add("grpc-encoding", "gzip");

        var answer = await WebCall.SendAsync(client, request);

        Assert.Equal("packed", GetRoomResponse.Parser.ParseFrom(answer.Messages.Single()).Room.RoomId);
    }

    [Theory]
    [InlineData("AAAA!AAA")]
    [InlineData("AAAAAA")]
    [InlineData("=AAA")]
    [InlineData("AAAAAAoKB2xvYmJ5")]
    [InlineData("")]
    public async Task Body_ThatIsNoFrame_IsInvalidAndLeavesTheConnection(string body)
    {
        await using var node = await EdgeNode.StartAsync();
        node.Logs.Expect("ErrorExecutingServiceMethod");
        using var client = EdgeNode.Client(1);
        using var request = WebCall.Request(node, client, EdgeNode.Unary, WebCall.Text, []);
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = new(WebCall.Text) } };

        var broken = await WebCall.SendAsync(client, request);
        var next = await WebCall.SendAsync(node, client, EdgeNode.Unary, WebCall.Text, Lobby);

        Assert.True(broken.Code is StatusCode.InvalidArgument or StatusCode.Internal, $"{broken.Code}");
        Assert.Equal(StatusCode.OK, next.Code);
    }

    private static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(data);
        return packed.ToArray();
    }
}
