using System.Net.WebSockets;
using System.Text;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.Gateway.Edge.Sockets;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Edge.Sockets;

/// <summary>Calls of every kind over a WebSocket, with messages in both forms.</summary>
public sealed class SocketTests
{
    [Fact]
    public async Task Unary_InProtobuf_IsFourFrames()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary);

        await call.SendAsync(new GetRoomRequest { RoomId = "lobby" });

        Assert.Equal("""{"headers":{}}""", (await call.NextTextAsync()).GetRawText());
        var message = (await call.NextAsync())!.Value;
        Assert.Equal((WebSocketMessageType.Binary, "lobby"), (message.Type, GetRoomResponse.Parser.ParseFrom(message.Bytes).Room.RoomId));
        Assert.Equal("""{"status":{},"trailers":{}}""", (await call.NextTextAsync()).GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Null(await call.NextAsync());
        Assert.Equal((WebSocketCloseStatus.NormalClosure, SocketHandshake.Proto), (call.Socket.CloseStatus, call.Socket.SubProtocol));
    }

    [Fact]
    public async Task Unary_InJson_IsReadAndWrittenByTheContract()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary, json: true);

        await call.SendAsync("""{"message":{"roomId":"grüße"}}""");

        Assert.Equal("""{ "room": { "roomId": "grüße" } }""", Encoding.UTF8.GetString((await call.ToEndAsync()).Single()));
        Assert.Equal(StatusCode.OK, call.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Duplex_PingPong_AnswersEachBeforeTheNext(bool json)
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex, json);
        await call.OpenAsync();

        for (var turn = 0; turn < 20; turn++)
        {
            await (json ? call.SendAsync($$$"""{"message":{"requestId":"{{{turn}}}"}}""") : call.SendAsync(new ConverseRequest { RequestId = $"{turn}" }));
            var answer = (await call.MessageAsync())!;
            Assert.Equal($"{turn}", (json ? ConverseResponse.Parser.ParseJson(Encoding.UTF8.GetString(answer)) : ConverseResponse.Parser.ParseFrom(answer)).Frame.RequestId);
        }

        await call.SendAsync("""{"half_close":{}}""");
        Assert.Empty(await call.ToEndAsync());
        Assert.Equal(StatusCode.OK, call.Code);
    }

    [Fact]
    public async Task ClientStream_ManyMessages_AreAllRead()
    {
        var read = 0;
        await using var node = await EdgeNode.StartAsync(new()
        {
            ClientStream = async (frames, context) =>
            {
                await foreach (var _ in frames.ReadAllAsync(context.CancellationToken))
                    read++;
                return new();
            },
        });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.ClientStream);

        for (var index = 0; index < 500; index++)
            await call.SendAsync(new UploadDocumentRequest { Data = new() { Bytes = Google.Protobuf.ByteString.CopyFrom(new byte[5000]) } });
        await call.SendAsync("""{"half_close":{}}""");

        Assert.Single(await call.ToEndAsync());
        Assert.Equal(500, read);
    }

    [Fact]
    public async Task ServerStream_ManyMessages_ComeInOrder()
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                for (var index = 0; index < 2000; index++)
                    await frames.WriteAsync(new() { Frame = new() { RoomId = $"{index}" } }, context.CancellationToken);
            },
        });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.ServerStream);

        await call.SendAsync(new WatchRoomsRequest());

        Assert.Equal(
            Enumerable.Range(0, 2000).Select(index => $"{index}"),
            (await call.ToEndAsync()).Select(message => WatchRoomsResponse.Parser.ParseFrom(message).Frame.RoomId));
    }

    [Fact]
    public async Task Message_InPieces_IsOneMessage()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary);
        var id = new string('x', 1_000_000);
        var bytes = Google.Protobuf.MessageExtensions.ToByteArray(new GetRoomRequest { RoomId = id });

        for (var start = 0; start < bytes.Length; start += 70_000)
        {
            var end = Math.Min(start + 70_000, bytes.Length);
            await call.Socket.SendAsync(bytes.AsMemory(start..end), WebSocketMessageType.Binary, end == bytes.Length, CancellationToken.None).Within();
        }

        Assert.Equal(id, GetRoomResponse.Parser.ParseFrom((await call.ToEndAsync()).Single()).Room.RoomId);
    }

    [Fact]
    public async Task Metadata_BothWays_Travels()
    {
        await using var node = await EdgeNode.StartAsync(new()
        {
            Unary = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([new("x-initial", context.RequestHeaders.GetValue("x-sent")!)]);
                context.ResponseTrailers.Add("x-many", "1");
                context.ResponseTrailers.Add("x-many", "2");
                return new();
            },
        });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary);

        await call.OpenAsync(("x-sent", "here"));
        await call.SendAsync(new GetRoomRequest());

        Assert.Equal("""{"headers":{"x-initial":"here"}}""", (await call.NextTextAsync()).GetRawText());
        await call.ToEndAsync();
        Assert.Equal(["1", "2"], call.Last.GetProperty("trailers").GetProperty("x-many").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Token_InTheOpenFrame_IsTheCaller()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary, user: null);

        await call.OpenAsync(("authorization", $"Bearer {FakeAuthenticator.TokenOf("alice")}"));
        await call.SendAsync(new GetRoomRequest { RoomId = "lobby" });

        Assert.Single(await call.ToEndAsync());
    }

    [Fact]
    public async Task Token_AsSubprotocol_IsTheCallerAndNotSaidBack()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(
            node, EdgeNode.Unary, user: null, configure: options => options.AddSubProtocol("groupchat.bearer." + FakeAuthenticator.Expired));

        await call.SendAsync(new GetRoomRequest());
        await call.ToEndAsync();

        Assert.Equal((StatusCode.Unauthenticated, "TOKEN_EXPIRED", SocketHandshake.Proto), (call.Code, call.Reason, call.Socket.SubProtocol));
    }
}
