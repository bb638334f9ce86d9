using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using HealthClient = Grpc.Health.V1.Health.HealthClient;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace GroupChat.ServiceDefaults.Tests.Identity;

public sealed class CallerTests : IAsyncLifetime
{
    private readonly List<Caller> _seen = [];
    private TestNode _node = null!;

    public async Task InitializeAsync()
    {
        var script = new Script
        {
            Unary = (_, context) => Task.FromResult(Seen<GetRoomResponse>(context.GetCaller())),
            Duplex = (_, _, context) => Task.FromResult(Seen<ConverseResponse>(context.GetUser())),
        };
        _node = await TestNode.StartAsync(
            builder => builder.Services.AddSingleton(script),
            app =>
            {
                app.MapGroupChatService<ScriptedChat>();
                app.MapGroupChatService<ServiceOnlyVectors>();
            });
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Token_OfAUser_IsThatUser()
    {
        await _node.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new());

        Assert.Equal(Caller.User("alice", "alice", "session-of-alice"), Assert.Single(_seen));
    }

    [Fact]
    public async Task ServiceKey_Alone_IsAService()
    {
        await _node.ServiceClient<ChatService.ChatServiceClient>().GetRoomAsync(new());

        Assert.Equal(Caller.Service, Assert.Single(_seen));
    }

    [Fact]
    public async Task ServiceKey_ActingForAUser_IsThatUserByAService()
    {
        var options = default(CallOptions).ActingFor(Caller.User("u-1", "Zoë \"🙂\" %41,b"));

        await _node.ServiceClient<ChatService.ChatServiceClient>().GetRoomAsync(new(), options);

        Assert.Equal(Caller.User("u-1", "Zoë \"🙂\" %41,b", byService: true), Assert.Single(_seen));
    }

    [Fact]
    public async Task ActingForHeaders_FromAUser_AreNotBelieved()
    {
        var options = default(CallOptions).ActingFor(Caller.User("root", "root"));

        await _node.Client<ChatService.ChatServiceClient>("alice").GetRoomAsync(new(), options);

        Assert.Equal("alice", Assert.Single(_seen).UserId);
    }

    [Fact]
    public async Task ServiceKey_ActingForANameTooLong_IsRefused()
    {
        var options = default(CallOptions).ActingFor(Caller.User(new string('u', 129), "U"));

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await _node.ServiceClient<ChatService.ChatServiceClient>().GetRoomAsync(new(), options));

        AssertRefused(StatusCode.InvalidArgument, "INVALID_REQUEST", fault);
        Assert.Empty(_seen);
    }

    [Theory]
    [InlineData(null, StatusCode.Unauthenticated, "TOKEN_MISSING")]
    [InlineData("", StatusCode.Unauthenticated, "TOKEN_MISSING")]
    [InlineData("Bearer nonsense", StatusCode.Unauthenticated, "TOKEN_INVALID")]
    [InlineData("Bearer ", StatusCode.Unauthenticated, "TOKEN_INVALID")]
    [InlineData("Basic dXNlcjpwYXNz", StatusCode.Unauthenticated, "TOKEN_INVALID")]
    [InlineData("Bearer expired", StatusCode.Unauthenticated, "TOKEN_EXPIRED")]
    [InlineData("Bearer revoked", StatusCode.Unauthenticated, "SESSION_REVOKED")]
    [InlineData("Service wrong", StatusCode.Unauthenticated, "TOKEN_INVALID")]
    [InlineData("Service the-service-key-of-testz", StatusCode.Unauthenticated, "TOKEN_INVALID")]
    public async Task Credentials_NotGood_AreRefusedBeforeTheHandler(string? authorization, StatusCode code, string reason)
    {
        var chat = new ChatService.ChatServiceClient(_node.Invoker(authorization));

        AssertRefused(code, reason, await Assert.ThrowsAsync<RpcException>(async () => await chat.GetRoomAsync(new())));
        using var talk = chat.Converse();
        AssertRefused(code, reason, await Assert.ThrowsAsync<RpcException>(() => talk.ResponseStream.MoveNext(default)));
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task ServiceOnlyMethod_CalledByAUser_IsRefused()
    {
        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await _node.Client<VectorService.VectorServiceClient>("alice").ListCollectionsAsync(new()));

        AssertRefused(StatusCode.PermissionDenied, "SERVICE_IDENTITY_REQUIRED", fault);
    }

    [Fact]
    public async Task ServiceOnlyMethod_CalledByAService_IsReached()
    {
        var vectors = _node.ServiceClient<VectorService.VectorServiceClient>();

        await vectors.ListCollectionsAsync(new());
        await vectors.ListCollectionsAsync(new(), default(CallOptions).ActingFor(Caller.User("u-1", "U")));
    }

    [Fact]
    public async Task UserMethod_CalledByAServiceForNobody_IsRefused()
    {
        using var talk = _node.ServiceClient<ChatService.ChatServiceClient>().Converse();

        var fault = await Assert.ThrowsAsync<RpcException>(() => talk.ResponseStream.MoveNext(default));

        AssertRefused(StatusCode.PermissionDenied, "USER_IDENTITY_REQUIRED", fault);
    }

    [Fact]
    public async Task AnonymousMethod_WithExpiredToken_IsReached()
    {
        var answer = await _node.WithToken<HealthClient>(FakeAuthenticator.Expired).CheckAsync(new());

        Assert.Equal(ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public void ActingFor_ACallerWhoIsNoUser_IsRefused() =>
        Assert.Throws<ArgumentException>(() => default(CallOptions).ActingFor(Caller.Service));

    private T Seen<T>(Caller caller) where T : new()
    {
        _seen.Add(caller);
        return new();
    }

    private static void AssertRefused(StatusCode code, string reason, RpcException fault)
    {
        Assert.Equal(code, fault.StatusCode);
        Assert.True(fault.TryGetErrorInfo(out var info));
        Assert.Equal(reason, info.Reason);
    }

    [ServiceOnly]
    private sealed class ServiceOnlyVectors : VectorService.VectorServiceBase
    {
        public override Task<ListCollectionsResponse> ListCollections(ListCollectionsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListCollectionsResponse());
    }
}
