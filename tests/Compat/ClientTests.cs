using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Generated clients without a server: doubles, hosts, options.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Double_Overridden_AnswersWithoutChannel()
    {
        var disposed = false;
        Probe.ProbeClient client = new ClientDouble(new AsyncUnaryCall<Pong>(
            Task.FromResult(new Pong { Text = "fake" }),
            Task.FromResult(new Metadata { { "h", "1" } }),
            () => Status.DefaultSuccess,
            () => [new("t", "2")],
            () => disposed = true));
        using (var call = client.UnaryAsync(Calls.Ping()))
        {
            Assert.Equal("fake", (await call).Text);
            Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("h"));
            Assert.Equal("2", call.GetTrailers().GetValue("t"));
            Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        }
        Assert.True(disposed);
    }

    [Fact]
    public void Double_NotOverridden_IsNotImplemented()
    {
        Probe.ProbeClient client = new ClientDouble(null!);
        Assert.Throws<NotImplementedException>(() => client.Unary(Calls.Ping()));
        Assert.Throws<NotImplementedException>(() => client.ClientStream());
        Assert.Throws<NotImplementedException>(() => client.ServerStream(Calls.Ping()));
        Assert.Throws<NotImplementedException>(() => client.Duplex());
    }

    [Fact]
    public void WithHost_Set_ReachesTheInvoker()
    {
        var invoker = new HostInvoker();
        var client = new Probe.ProbeClient(invoker);
        var other = client.WithHost("other");
        var third = other.WithHost("third");
        Assert.Equal([null, "other", "third"], new[] { client, other, third }.Select(HostOf));

        string? HostOf(Probe.ProbeClient one)
        {
            one.Unary(Calls.Ping());
            return invoker.Host;
        }
    }

    [Fact]
    public void CallOptions_With_ChangesOnlyThat()
    {
        var deadline = DateTime.UnixEpoch;
        var write = new WriteOptions(WriteFlags.BufferHint);
        using var stop = new CancellationTokenSource();
        var headers = new Metadata();
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var options = new CallOptions(headers)
            .WithDeadline(deadline)
            .WithCancellationToken(stop.Token)
            .WithWriteOptions(write)
            .WithCredentials(credentials)
            .WithWaitForReady();
        Assert.Same(headers, options.Headers);
        Assert.Equal(deadline, options.Deadline);
        Assert.Equal(stop.Token, options.CancellationToken);
        Assert.Equal(WriteFlags.BufferHint, options.WriteOptions!.Flags);
        Assert.Same(credentials, options.Credentials);
        Assert.True(options.IsWaitForReady);
        Assert.False(options.WithWaitForReady(false).IsWaitForReady);
        Assert.Null(options.PropagationToken);
        Assert.Null(default(CallOptions).Headers);
    }

    [Fact]
    public void ServiceDefinition_MethodTwice_Throws()
    {
        var method = new Method<string, string>(
            MethodType.Unary, "s", "m", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
        UnaryServerMethod<string, string> handler = (text, _) => Task.FromResult(text);
        var builder = ServerServiceDefinition.CreateBuilder().AddMethod(method, handler);
        Assert.Throws<ArgumentException>(() => builder.AddMethod(method, handler));
    }

    private sealed class ClientDouble(AsyncUnaryCall<Pong> call) : Probe.ProbeClient
    {
        public override AsyncUnaryCall<Pong> UnaryAsync(
            Ping request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => call;
    }

    private sealed class HostInvoker : CallInvoker
    {
        public string? Host { get; private set; }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            Host = host;
            return Activator.CreateInstance<TResponse>();
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
