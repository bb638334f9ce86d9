using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace GroupChat.Compat.Tests;

/// <summary>The four kinds of calls through generated code on both sides.</summary>
public sealed class CallKindTests : IAsyncLifetime
{
    private ProbeServer _server = null!;
    private Probe.ProbeClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Unary_Awaited_ReturnsResponseAndStatus()
    {
        using var call = _client.UnaryAsync(Calls.Ping("a"));
        await call.ResponseAsync.Soon();
        Assert.Equal("a", (await call).Text);
        Assert.Equal("a", (await call.ConfigureAwait(false)).Text);
        Assert.Equal(Status.DefaultSuccess, call.GetStatus());
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task Unary_Blocking_ReturnsResponse()
    {
        var pong = await Task.Run(() => _client.Unary(Calls.Ping("a"))).Soon();
        Assert.Equal("a", pong.Text);
    }

    [Fact]
    public async Task Unary_NotEnded_HasNoStatusYet()
    {
        using var call = _client.ClientStream();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        await call.RequestStream.CompleteAsync().Soon();
        Assert.Equal("", (await call.ResponseAsync.Soon()).Text);
    }

    [Fact]
    public async Task ClientStream_Completed_ServerSawAll() =>
        Assert.Equal("a,b,c", await _client.ClientStreamTextAsync("a", "b", "c"));

    [Fact]
    public async Task ServerStream_Read_YieldsAllInOrder() =>
        Assert.Equal(["a", "b", "c"], await _client.ServerStreamTextsAsync("a,b,c"));

    [Fact]
    public async Task Duplex_Echoed_InterleavesBothStreams()
    {
        using var call = _client.Duplex();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(Calls.Ping(text)).Soon();
            Assert.True(await call.ResponseStream.MoveNext().Soon());
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync().Soon();
        Assert.False(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task ServiceDefinition_Mapped_ServesAllKinds()
    {
        await using var server = await ProbeServer.StartAsync(
            map: routes => routes.MapGrpcService(Probe.BindService(new ProbeService(new ProbeScript()))));
        var client = server.Client();
        Assert.Equal("a", await client.UnaryTextAsync("a"));
        Assert.Equal("a,b", await client.ClientStreamTextAsync("a", "b"));
        Assert.Equal(["a", "b"], await client.ServerStreamTextsAsync("a,b"));
        Assert.Equal(["a", "b"], await client.DuplexTextsAsync("a", "b"));
    }
}
