using System.Net;
using System.Net.WebSockets;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Gateway.Edge.Sockets;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Gateway.Tests.Edge.Sockets;

/// <summary>Sockets that are refused, broken, silent, too large, or left.</summary>
public sealed class SocketFaultTests
{
    [Fact]
    public async Task Refusal_OfTheService_IsAStatusFrameAndACloseCode()
    {
        await using var node = await EdgeNode.StartAsync(new() { Unary = (_, _) => throw new DomainError(ErrorCode.NotFound, "ROOM_NOT_FOUND", "none") });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Unary);

        await call.SendAsync(new GetRoomRequest());
        await call.ToEndAsync();

        Assert.Equal((StatusCode.NotFound, "ROOM_NOT_FOUND"), (call.Code, call.Reason));
        Assert.Equal((4005, "NotFound"), ((int)call.Socket.CloseStatus!, call.Socket.CloseStatusDescription));
        Assert.False(string.IsNullOrEmpty(call.Last.GetProperty("trailers").GetProperty("grpc-status-details-bin").GetString()));
    }

    [Theory]
    [InlineData("/no.Service/Nope", false)]
    [InlineData("/no.Service/Nope", true)]
    [InlineData("/groupchat.chat.v1.ChatService/Nope", false)]
    [InlineData("/groupchat.chat.v1.ChatService/Nope", true)]
    [InlineData("/health/live", false)]
    public async Task Method_Unknown_IsUnimplemented(string method, bool json)
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, method, json);

        await call.OpenAsync();
        Assert.Empty(await call.ToEndAsync());

        Assert.Equal(StatusCode.Unimplemented, call.Code);
    }

    [Theory]
    [InlineData("""{"message":{"roomId":7}}""", "INVALID_REQUEST")]
    [InlineData("""{"message":{"nope":""}}""", "INVALID_REQUEST")]
    [InlineData("""{"message":[]}""", "INVALID_REQUEST")]
    [InlineData("""{"message":{"roomId":"a","roomId":"b"}}""", "INVALID_JSON")]
    [InlineData("""{"message":{}""", "INVALID_JSON")]
    [InlineData("""{"message":{},"half_close":{}}""", "INVALID_FRAME")]
    [InlineData("""{"nope":{}}""", "INVALID_FRAME")]
    [InlineData("[]", "INVALID_FRAME")]
    [InlineData("""{"open":{"metadata":{"Upper":"x"}}}""", "INVALID_METADATA")]
    [InlineData("""{"open":{"metadata":{"content-type":"x"}}}""", "INVALID_METADATA")]
    [InlineData("""{"open":{"metadata":{"a":"\n"}}}""", "INVALID_METADATA")]
    [InlineData("""{"open":{"metadata":{"a":1}}}""", "INVALID_METADATA")]
    [InlineData("""{"open":{"more":{}}}""", "INVALID_FRAME")]
    public async Task Frame_Broken_SaysWhy(string frame, string reason)
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex, json: true);

        await call.SendAsync(frame);
        Assert.Empty(await call.ToEndAsync());

        Assert.Equal((StatusCode.InvalidArgument, reason), (call.Code, call.Reason));
    }

    [Fact]
    public async Task Frame_AfterTheRequestIsComplete_EndsTheCall()
    {
        await using var node = await EdgeNode.StartAsync(new() { Duplex = (_, _, context) => Task.Delay(Timeout.Infinite, context.CancellationToken) });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex);

        await call.SendAsync("""{"half_close":{}}""");
        await call.SendAsync(new ConverseRequest());
        await call.ToEndAsync();

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FRAME"), (call.Code, call.Reason));
    }

    [Fact]
    public async Task Message_TooLarge_IsResourceExhausted()
    {
        await using var node = await EdgeNode.StartAsync();
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex);

        await call.SendAsync(new ConverseRequest { RequestId = new string('x', GrpcDefaults.MaxMessageBytes) });
        await call.ToEndAsync();

        Assert.Equal((StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE"), (call.Code, call.Reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_GoesAway_CallIsCancelled(bool politely)
    {
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, _, context) =>
            {
                await using var onEnd = context.CancellationToken.Register(() => stopped.TrySetResult());
                begun.SetResult();
                await stopped.Task.Within();
            },
        });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.ServerStream);
        await call.SendAsync(new WatchRoomsRequest());
        await begun.Task.Within();

        if (politely)
            await call.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Within();
        else
            call.Socket.Abort();

        await stopped.Task.Within();
    }

    [Fact]
    public async Task Answer_ToASocketThatEnded_IsForACallerWhoLeft()
    {
        using var socket = WebSocket.CreateFromStream(new MemoryStream(), new WebSocketCreationOptions { IsServer = true });
        var answer = new SocketAnswer(socket, new SocketForm(null, isJson: true));
        socket.Abort();

        await Assert.ThrowsAsync<ConnectionAbortedException>(() => answer.StartAsync(new HeaderDictionary(), CancellationToken.None).AsTask().Within());
    }

    [Fact]
    public async Task Deadline_Passed_IsAStatus()
    {
        await using var node = await EdgeNode.StartAsync(new() { Duplex = (_, _, context) => Task.Delay(Timeout.Infinite, context.CancellationToken) });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex);

        await call.OpenAsync(("grpc-timeout", "300m"));
        await call.ToEndAsync();

        Assert.Equal(StatusCode.DeadlineExceeded, call.Code);
    }

    [Fact]
    public async Task Silence_AfterConnecting_EndsInTime()
    {
        var time = new ManualTimeProvider();
        await using var node = await EdgeNode.StartAsync(add: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var before = time.Waiting;
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.Duplex);
        await time.UntilWaitingAsync(before + 1);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await call.ToEndAsync());
        Assert.Equal((StatusCode.DeadlineExceeded, "OPEN_TIMEOUT"), (call.Code, call.Reason));
    }

    [Fact]
    public async Task Handler_WhoseClientDoesNotRead_Waits()
    {
        var written = 0;
        await using var node = await EdgeNode.StartAsync(new()
        {
            ServerStream = async (_, frames, context) =>
            {
                for (; written < 200; written++)
                    await frames.WriteAsync(new() { Frame = new() { RoomId = new string('x', 1_000_000) } }, context.CancellationToken);
            },
        });
        using var call = await SocketCall.ConnectAsync(node, EdgeNode.ServerStream);
        await call.SendAsync(new WatchRoomsRequest());
        await call.NextTextAsync();

        // 200 MB fit into no buffer on the way: whoever did not wait would have written all of it before the last is read.
        for (var read = 0; read < 100; read++)
            Assert.NotNull(await call.MessageAsync());

        Assert.InRange(Volatile.Read(ref written), 99, 160);
        Assert.Equal(100, (await call.ToEndAsync()).Count);
    }

    [Theory]
    [InlineData("https://chat.example.com", HttpStatusCode.SwitchingProtocols)]
    [InlineData("http://{own}", HttpStatusCode.SwitchingProtocols)]
    [InlineData("https://evil.example.com", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Origin_OfThePage_Decides(string origin, HttpStatusCode status)
    {
        await using var node = await EdgeNode.StartAsync(add: builder => builder.Configuration["Cors:Origins:0"] = "https://chat.example.com");

        Assert.Equal(status, await StatusAsync(node, EdgeNode.Unary, [SocketHandshake.Proto], origin.Replace("{own}", node.Address.Authority, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Handshake_Wrong_IsAnHttpError()
    {
        await using var node = await EdgeNode.StartAsync();
        using var client = EdgeNode.Client(1);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(node, EdgeNode.Unary, ["graphql-ws"]));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(node, EdgeNode.Unary, [SocketHandshake.Proto, "groupchat.bearer.a", "groupchat.bearer.b"]));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(node, EdgeNode.Unary + "?access_token=secret", [SocketHandshake.Proto]));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(node, "/one", [SocketHandshake.Proto]));
        using var plain = await client.GetAsync(new Uri(node.Address, "/ws" + EdgeNode.Unary)).Within();
        Assert.Equal(HttpStatusCode.UpgradeRequired, plain.StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(EdgeNode node, string path, string[] subprotocols, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var name in subprotocols)
            socket.Options.AddSubProtocol(name);
        if (origin is not null)
            socket.Options.SetRequestHeader("origin", origin);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://{node.Address.Authority}/ws{path}"), CancellationToken.None).Within();
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
