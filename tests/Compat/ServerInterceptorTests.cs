using System.Collections.Concurrent;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GroupChat.Compat.Tests;

/// <summary>Interceptors on the server.</summary>
public sealed class ServerInterceptorTests
{
    [Fact]
    public async Task Interceptors_EveryKind_RunInOrder()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await ProbeServer.StartAsync(configure: options =>
        {
            options.Interceptors.Add<RecordingInterceptor>("first", seen);
            options.Interceptors.Add<RecordingInterceptor>("second", seen);
        });
        var client = server.Client();
        await client.UnaryTextAsync("a");
        await client.ClientStreamTextAsync("a");
        await client.ServerStreamTextsAsync("a");
        await client.DuplexTextsAsync("a");

        string[] methods = ["Unary", "ClientStream", "ServerStream", "Duplex"];
        string[] names = ["first", "second"];
        Assert.Equal(
            methods.SelectMany(method => names.Select(name => $"{name} server /groupchat.compat.test.Probe/{method}")),
            seen);
    }

    [Fact]
    public async Task Interceptor_Throws_TurnsErrorIntoStatus()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript { Unary = (_, _) => throw new TimeoutException("slow") },
            options => options.Interceptors.Add<TimeoutInterceptor>());
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync(""));
        Assert.Equal((StatusCode.Unavailable, "slow"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task UserState_SetByInterceptor_ReachesHandler()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript { Unary = (_, context) => Task.FromResult(new Pong { Text = (string)context.UserState["who"] }) },
            options => options.Interceptors.Add<NamingInterceptor>());
        Assert.Equal("alice", await server.Client().UnaryTextAsync(""));
    }

    private sealed class TimeoutInterceptor : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            try
            {
                return await continuation(request, context);
            }
            catch (TimeoutException error)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, error.Message));
            }
        }
    }

    private sealed class NamingInterceptor : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.UserState["who"] = "alice";
            return continuation(request, context);
        }
    }
}
