using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.Gateway.Tests.Edge.Sockets;

/// <summary>Clients that are gone without a word: only an unanswered ping tells.</summary>
public sealed class SocketPingTests
{
    [Fact]
    public async Task Pings_NeverAnswered_CancelTheCallAndCloseTheConnection()
    {
        var (begun, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var node = await StartAsync(new()
        {
            Duplex = async (_, _, context) =>
            {
                await using var onEnd = context.CancellationToken.Register(() => cancelled.TrySetResult());
                begun.TrySetResult();
                await cancelled.Task.Within();
            },
        });
        await using var mute = await node.ConnectAsync();
        await mute.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws{EdgeNode.Duplex} HTTP/1.1\r\nHost: {node.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            + $"Sec-WebSocket-Protocol: groupchat.proto.v1\r\nAuthorization: Bearer {FakeAuthenticator.TokenOf("alice")}\r\n\r\n")).Within();
        // {"half_close":{}}, masked with zeros.
        await mute.WriteAsync((byte[])[0x81, 0x80 | 17, 0, 0, 0, 0, .. "{\"half_close\":{}}"u8]).Within();
        await begun.Task.Within();

        await cancelled.Task.Within();

        // Pings came, and then the end of the connection; nothing was ever sent back.
        var heard = await ReadToEndAsync(mute);
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(heard));
        Assert.Contains((byte)0x89, heard);
    }

    private static Task<EdgeNode> StartAsync(Script script) => EdgeNode.StartAsync(script, builder =>
    {
        builder.Configuration["WebSockets:PingSeconds"] = "1";
        builder.Configuration["WebSockets:PongTimeoutSeconds"] = "1";
    });

    private static async Task<byte[]> ReadToEndAsync(Stream connection)
    {
        using var heard = new MemoryStream();
        try
        {
            await connection.CopyToAsync(heard).Within();
        }
        catch (IOException)
        {
            // Reset, which is an end as well.
        }

        return heard.ToArray();
    }
}
