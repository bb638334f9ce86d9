using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Calls that run out of time.</summary>
public sealed class DeadlineTests
{
    private readonly HangingHandler _handler = new();

    [Fact]
    public async Task Deadline_Passes_BothSidesStop()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        // Long enough to be accepted by the server first; the client's clock cannot be set.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(500);
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync("", new CallOptions(deadline: deadline)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        await _handler.Cancelled.Soon();
    }

    [Fact]
    public async Task Deadline_InThePast_FailsAtOnce()
    {
        await using var server = await ProbeServer.StartAsync(_handler.Script);
        var options = default(CallOptions).WithDeadline(DateTime.UnixEpoch);
        var error = await Calls.FailsAsync(() => server.Client().UnaryTextAsync("", options));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.False(_handler.Started.IsCompleted);
    }

    [Fact]
    public async Task Deadline_Set_IsKnownToServer()
    {
        var seen = new List<DateTime>();
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = (_, context) =>
            {
                seen.Add(context.Deadline);
                return Task.FromResult(new Pong());
            },
        });
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1);
        await server.Client().UnaryTextAsync("", new CallOptions(deadline: deadline));
        await server.Client().UnaryTextAsync("");
        Assert.Equal(deadline, seen[0], TimeSpan.FromSeconds(10));
        Assert.Equal(DateTime.MaxValue, seen[1]);
    }
}
