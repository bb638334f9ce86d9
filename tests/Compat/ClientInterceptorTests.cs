using System.Collections.Concurrent;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace GroupChat.Compat.Tests;

/// <summary>Interceptors on the client.</summary>
public sealed class ClientInterceptorTests
{
    [Fact]
    public async Task Intercept_EveryKind_RunsInOrder()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client(channel => channel.Intercept(
            new RecordingInterceptor("first", seen), new RecordingInterceptor("second", seen)));
        await Task.Run(() => client.Unary(Calls.Ping())).Soon();
        await client.UnaryTextAsync("a");
        Assert.Equal("a,b", await client.ClientStreamTextAsync("a", "b"));
        Assert.Equal(["a", "b"], await client.ServerStreamTextsAsync("a,b"));
        Assert.Equal(["a", "b"], await client.DuplexTextsAsync("a", "b"));

        string[] calls = ["blocking Unary", "client Unary", "client ClientStream", "client ServerStream", "client Duplex"];
        Assert.Equal(calls.SelectMany(call => new[] { $"first {call}", $"second {call}" }), seen);
    }

    [Fact]
    public async Task Intercept_Chained_RunsTheLastAddedFirst()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client(channel => channel
            .Intercept(new RecordingInterceptor("inner", seen))
            .Intercept(new RecordingInterceptor("outer", seen)));
        await client.UnaryTextAsync("");
        Assert.Equal(["outer client Unary", "inner client Unary"], seen);
    }

    [Fact]
    public async Task Intercept_HeaderFunction_ChangesEveryKind()
    {
        var tokens = new ConcurrentQueue<string?>();
        await using var server = await ProbeServer.StartAsync(
            configure: options => options.Interceptors.Add<HeaderInterceptor>(tokens));
        var client = server.Client(channel => channel.Intercept(headers =>
        {
            headers.Add("token", "t");
            return headers;
        }));
        await client.UnaryTextAsync("", new CallOptions([new Metadata.Entry("own", "1")]));
        await client.UnaryTextAsync("");
        await client.ClientStreamTextAsync("a");
        await client.ServerStreamTextsAsync("a");
        await client.DuplexTextsAsync("a");
        Assert.Equal(["t1", "t", "t", "t", "t"], tokens);
    }

    [Fact]
    public async Task Interceptor_ChangesRequestAndResponse_BothTakeEffect()
    {
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client(channel => channel.Intercept(new ShoutingInterceptor()));
        using var call = client.UnaryAsync(Calls.Ping("hey"));
        Assert.Equal("HEY!", (await call.ResponseAsync.Soon()).Text);
        Assert.NotNull(await call.ResponseHeadersAsync.Soon());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public void Intercept_Null_Throws()
    {
        CallInvoker none = null!;
        Assert.Throws<ArgumentNullException>(() => none.Intercept(new ShoutingInterceptor()));
        Assert.Throws<ArgumentNullException>(() => ((ChannelBase)null!).Intercept(new ShoutingInterceptor()));
    }

    private sealed class HeaderInterceptor(ConcurrentQueue<string?> tokens) : ServerHook
    {
        protected override void Before(ServerCallContext context) =>
            tokens.Enqueue(context.RequestHeaders.GetValue("token") + context.RequestHeaders.GetValue("own"));
    }

    private sealed class ShoutingInterceptor : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            ((Ping)(object)request).Text = ((Ping)(object)request).Text.ToUpperInvariant();
            var call = continuation(request, context);
            return new AsyncUnaryCall<TResponse>(
                ShoutAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
        }

        private static async Task<TResponse> ShoutAsync<TResponse>(Task<TResponse> response)
        {
            var pong = await response;
            ((Pong)(object)pong!).Text += "!";
            return pong;
        }
    }
}
