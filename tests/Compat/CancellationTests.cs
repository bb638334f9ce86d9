using GroupChat.Compat.Tests.Kit;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Calls that one side gives up.</summary>
public sealed class CancellationTests
{
    private readonly HangingHandler _handler = new();

    [Fact]
    public async Task Client_Cancels_ServerSeesItAndCallIsCancelled()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        using var stop = new CancellationTokenSource();
        using var call = server.Client().UnaryAsync(Calls.Ping(), cancellationToken: stop.Token);
        await _handler.Started.Soon();
        await stop.CancelAsync();

        var error = await Calls.FailsAsync(() => call.ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _handler.Cancelled.Soon();
    }

    [Fact]
    public async Task Client_Disposes_ServerSeesIt()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        var call = server.Client().Duplex();
        await _handler.Started.Soon();
        call.Dispose();

        await _handler.Cancelled.Soon();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext().Soon());
    }

    [Fact]
    public async Task Client_CancelledBefore_NeverReachesServer()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        var error = await Calls.FailsAsync(
            () => server.Client().UnaryTextAsync("", new CallOptions(cancellationToken: new CancellationToken(true))));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.False(_handler.Started.IsCompleted);
    }

    [Fact]
    public async Task Client_CancelsOneRead_EndsTheCall()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        using var call = server.Client().Duplex();
        await _handler.Started.Soon();
        using var stop = new CancellationTokenSource();
        var read = call.ResponseStream.MoveNext(stop.Token);
        await stop.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Calls.FailsAsync(() => read)).StatusCode);
        await _handler.Cancelled.Soon();
    }

    [Fact]
    public async Task Client_WritesWithCancelledToken_Fails()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        using var call = server.Client().Duplex();
        await _handler.Started.Soon();
        var error = await Calls.FailsAsync(() => call.RequestStream.WriteAsync(Calls.Ping(), new CancellationToken(true)));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task Server_GivesUp_ClientGetsItsStatus()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Duplex = (_, _, _) => throw new RpcException(Status.DefaultCancelled),
        });
        using var call = server.Client().Duplex();
        var error = await Calls.FailsAsync(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }
}
