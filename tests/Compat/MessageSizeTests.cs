using Google.Protobuf;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Net.Client;

namespace GroupChat.Compat.Tests;

/// <summary>Large messages and the limits on them (4 MiB to receive unless told otherwise, none to send).</summary>
public sealed class MessageSizeTests
{
    [Fact]
    public async Task Message_UnderTheLimit_ArrivesWhole()
    {
        await using var server = await ProbeServer.StartAsync();
        var ping = Sized(3 * 1024 * 1024);
        var pong = await server.Client().UnaryAsync(ping).ResponseAsync.Soon();
        Assert.Equal(ping.Payload, pong.Payload);
    }

    [Fact]
    public async Task Request_OverServersLimit_IsResourceExhausted()
    {
        await using var server = await ProbeServer.StartAsync();
        var error = await Calls.FailsAsync(() => server.Client().UnaryAsync(Sized(5 * 1024 * 1024)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Response_OverClientsLimit_IsResourceExhausted()
    {
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client(new GrpcChannelOptions { MaxReceiveMessageSize = 1000 });
        var error = await Calls.FailsAsync(() => client.UnaryAsync(Sized(1001)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Request_OverClientsSendLimit_IsResourceExhausted()
    {
        await using var server = await ProbeServer.StartAsync();
        var client = server.Client(new GrpcChannelOptions { MaxSendMessageSize = 1000 });
        var error = await Calls.FailsAsync(() => client.UnaryAsync(Sized(1001)).ResponseAsync);
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Limits_Raised_LetMoreThrough()
    {
        await using var server = await ProbeServer.StartAsync(configure: options => options.MaxReceiveMessageSize = null);
        var client = server.Client(new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var pong = await client.UnaryAsync(Sized(9 * 1024 * 1024)).ResponseAsync.Soon();
        Assert.Equal(9 * 1024 * 1024, pong.Payload.Length);
    }

    [Fact]
    public async Task Message_Empty_IsNotMissing()
    {
        await using var server = await ProbeServer.StartAsync();
        Assert.Equal(new Pong(), await server.Client().UnaryAsync(new Ping()).ResponseAsync.Soon());
    }

    private static Ping Sized(int bytes) => new() { Payload = ByteString.CopyFrom(new byte[bytes]) };
}
