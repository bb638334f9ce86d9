using System.Net;
using System.Net.Sockets;
using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace GroupChat.Compat.Tests;

/// <summary>How calls fail.</summary>
public sealed class StatusTests
{
    public static TheoryData<StatusCode> Errors => [.. Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task RpcException_Thrown_ReachesClientWhole(StatusCode code)
    {
        var trailers = new Metadata { { "why", "because" }, { "why-bin", [0, 255] } };
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = (_, _) => throw new RpcException(new Status(code, "détail: 100 %"), trailers),
        });
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync(""));

        Assert.Equal(code, error.StatusCode);
        Assert.Equal("détail: 100 %", error.Status.Detail);
        Assert.Equal("because", error.Trailers.GetValue("why"));
        Assert.Equal([0, 255], error.Trailers.GetValueBytes("why-bin")!);
    }

    [Fact]
    public async Task RpcException_ThrownInMidStream_FollowsWhatWasWritten()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            ServerStream = async (_, pongs, _) =>
            {
                await pongs.WriteAsync(new Pong { Text = "a" });
                throw new RpcException(new Status(StatusCode.Aborted, "enough"));
            },
        });
        using var call = server.Client().ServerStream(Calls.Ping());
        Assert.True(await call.ResponseStream.MoveNext().Soon());
        Assert.Equal("a", call.ResponseStream.Current.Text);
        var error = await Calls.FailsAsync(() => call.ResponseStream.MoveNext());

        Assert.Equal(StatusCode.Aborted, error.StatusCode);
        Assert.Equal("enough", call.GetStatus().Detail);
    }

    [Fact]
    public async Task Status_SetByHandler_EndsTheStreamWithIt()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            ServerStream = (_, _, context) =>
            {
                context.Status = new Status(StatusCode.FailedPrecondition, "not now");
                return Task.CompletedTask;
            },
        });
        var error = await Calls.FailsAsync(() => server.Client().ServerStreamTextsAsync(""));
        Assert.Equal((StatusCode.FailedPrecondition, "not now"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task OtherException_Thrown_IsUnknownWithoutItsText()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = (_, _) => throw new InvalidOperationException("secret"),
        });
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync(""));
        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.DoesNotContain("secret", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_NotOverridden_IsUnimplemented()
    {
        await using var server = await ProbeServer.StartAsync(map: routes => routes.MapGrpcService<EmptyService>());
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync(""));
        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task Server_Unreachable_IsUnavailableWithCause()
    {
        // Bound and not listening: the port stays ours and refuses every connection.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var channel = GrpcChannel.ForAddress($"http://{socket.LocalEndPoint}");
        var error = await Calls.FailsAsync(() => new Probe.ProbeClient(channel).UnaryTextAsync(""));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.NotNull(error.Status.DebugException);
        Assert.Same(error.Status.DebugException, error.InnerException);
    }

    [Fact]
    public void RpcException_Made_KeepsWhatItWasGiven()
    {
        var status = new Status(StatusCode.NotFound, "no room");
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"no room\")", new RpcException(status).Message);
        Assert.Empty(new RpcException(status).Trailers);
        Assert.Equal("text", new RpcException(status, "text").Message);
        Assert.Equal("text", new RpcException(status, [], "text").Message);
        Assert.Throws<ArgumentNullException>(() => new RpcException(status, (Metadata)null!));
    }

    [Fact]
    public void Status_Default_IsOk()
    {
        Assert.Equal(StatusCode.OK, default(Status).StatusCode);
        Assert.Equal(StatusCode.Cancelled, Status.DefaultCancelled.StatusCode);
        Assert.Equal("", Status.DefaultCancelled.Detail);
    }

    private sealed class EmptyService : Probe.ProbeBase;
}
