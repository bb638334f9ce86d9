using GroupChat.Chat;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;
using GroupChat.Gateway.Sessions;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>Open streams end with their session, over the wire.</summary>
public sealed class StreamEndTests
{
    private const string Room = "room";

    [Fact]
    public async Task OpenStreams_SessionRevoked_EndWithSessionRevokedAndOthersGoOn()
    {
        await using var node = await StartAsync("");
        var (ada, bob) = (await SignInAsync(node, "Ada"), await SignInAsync(node, "Bob"));
        await Chat(node, ada).CreateRoomAsync(new() { RoomId = Room });
        await Chat(node, bob).JoinRoomAsync(new() { RoomId = Room });
        using var talk = await ConverseAsync(node, ada);
        using var watch = Chat(node, ada).WatchRooms(new() { RoomId = Room });
        Assert.True(await watch.ResponseStream.MoveNext(default).Within());
        using var other = await ConverseAsync(node, bob);

        await Sessions(node, ada).RevokeSessionAsync(new());

        await EndsAsync(talk.ResponseStream);
        await EndsAsync(watch.ResponseStream);
        await other.RequestStream.WriteAsync(new() { RequestId = "ping", Ping = new() }).Within();
        while (other.ResponseStream.Current.Frame.Pong is null)
            Assert.True(await other.ResponseStream.MoveNext(default).Within());
    }

    [Fact]
    public async Task OpenStream_RefreshTokenReplayed_Ends()
    {
        await using var node = await StartAsync("", graceSeconds: 0);
        var ada = await SignInAsync(node, "Ada");
        using var talk = await ConverseAsync(node, ada);
        var anyone = node.Client<SessionService.SessionServiceClient>();
        var replay = new RefreshSessionRequest { RefreshToken = ada.RefreshToken };
        await anyone.RefreshSessionAsync(replay);
        await anyone.RefreshSessionAsync(replay).ResponseAsync.ContinueWith(_ => { }, TaskScheduler.Default).Within();

        await EndsAsync(talk.ResponseStream);
    }

    [Fact]
    public async Task OpenStream_SessionRevokedAtAnotherServer_Ends()
    {
        var postgres = await (await PostgresServer.Shared).CreateDatabaseAsync();
        await using var one = await StartAsync(postgres);
        await using var two = await StartAsync(postgres);
        var ada = await SignInAsync(one, "Ada");
        using var talk = await ConverseAsync(one, ada);

        await Sessions(two, ada).RevokeSessionAsync(new());

        await EndsAsync(talk.ResponseStream);
    }

    private static Task<TestNode> StartAsync(string postgres, int graceSeconds = 60) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Storage:Postgres"] = postgres;
            builder.Configuration["Sessions:RefreshGraceSeconds"] = $"{graceSeconds}";
            builder.Services.AddSessions();
            builder.AddChat();
        },
        app =>
        {
            app.MapSessions();
            app.MapChat();
        });

    private static async Task<Credentials> SignInAsync(TestNode node, string name) =>
        (await node.Client<SessionService.SessionServiceClient>().CreateSessionAsync(new() { DisplayName = name }).ResponseAsync.Within()).Credentials;

    private static ChatService.ChatServiceClient Chat(TestNode node, Credentials of) =>
        node.WithToken<ChatService.ChatServiceClient>(of.AccessToken);

    private static SessionService.SessionServiceClient Sessions(TestNode node, Credentials of) =>
        node.WithToken<SessionService.SessionServiceClient>(of.AccessToken);

    private static async Task<AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse>> ConverseAsync(TestNode node, Credentials of)
    {
        var call = Chat(node, of).Converse();
        await call.RequestStream.WriteAsync(new() { RequestId = "open", Open = new() }).Within();
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        Assert.NotNull(call.ResponseStream.Current.Frame.Opened);
        return call;
    }

    private static async Task EndsAsync<T>(IAsyncStreamReader<T> answers)
    {
        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await answers.MoveNext(default).Within())
            {
            }
        });
        Assert.Equal((StatusCode.Unauthenticated, "SESSION_REVOKED"), (end.StatusCode, end.ToDomainError().Reason));
    }
}
