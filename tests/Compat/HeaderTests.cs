using GroupChat.Compat.Tests.Kit;
using GroupChat.Compat.Tests.Wire;
using Grpc.Core;

namespace GroupChat.Compat.Tests;

/// <summary>Metadata on the wire, in all three places it travels.</summary>
public sealed class HeaderTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Fact]
    public async Task Headers_Sent_ReachServer()
    {
        Metadata? seen = null;
        await using var server = await ProbeServer.StartAsync(new ProbeScript { Unary = Record });
        Metadata headers = new() { { "Text", "plain" }, { "twice", "1" }, { "twice", "2" }, { "blob-bin", AllBytes } };
        await server.Client().UnaryTextAsync("", new CallOptions(headers));

        Assert.Equal("plain", seen!.GetValue("text"));
        // Equal names are joined on the way, as HTTP allows.
        Assert.Equal("1, 2", seen.GetValue("twice"));
        Assert.Equal(AllBytes, seen.GetValueBytes("blob-bin"));

        Task<Pong> Record(Ping ping, ServerCallContext context)
        {
            seen = context.RequestHeaders;
            return Task.FromResult(new Pong());
        }
    }

    [Fact]
    public async Task Headers_WrittenBeforeResponse_ReachClientFirst()
    {
        var release = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "early", "yes" }, { "early-bin", AllBytes } });
                await release.Task.WaitAsync(context.CancellationToken);
                return new Pong { Text = "late" };
            },
        });
        using var call = server.Client().UnaryAsync(Calls.Ping());
        var headers = await call.ResponseHeadersAsync.Soon();
        Assert.False(call.ResponseAsync.IsCompleted);
        release.SetResult();

        Assert.Equal("yes", headers.GetValue("early"));
        Assert.Equal(AllBytes, headers.GetValueBytes("early-bin"));
        Assert.Equal("late", (await call.ResponseAsync.Soon()).Text);
    }

    [Fact]
    public async Task Headers_WrittenTwice_Throws()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync([]);
                var error = await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([]));
                return new Pong { Text = error?.GetType().Name ?? "" };
            },
        });
        Assert.Equal(nameof(InvalidOperationException), await server.Client().UnaryTextAsync(""));
    }

    [Fact]
    public async Task Trailers_Set_ReachClientAfterResponse()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeScript
        {
            Unary = (_, context) =>
            {
                context.ResponseTrailers.Add("cost", "3");
                context.ResponseTrailers.Add("cost-bin", AllBytes);
                return Task.FromResult(new Pong());
            },
        });
        using var call = server.Client().UnaryAsync(Calls.Ping());
        await call.ResponseAsync.Soon();

        Assert.Equal("3", call.GetTrailers().GetValue("cost"));
        Assert.Equal(AllBytes, call.GetTrailers().GetValueBytes("cost-bin"));
    }
}
