using System.Net.Sockets;
using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Listening;

/// <summary>The limit on connections, whatever they speak.</summary>
public sealed class ConnectionPlacesTests
{
    private const string Http1 = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private const string Http2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"; // and an empty SETTINGS frame

    [Fact]
    public async Task Connections_OfBothProtocols_AreCountedTogether()
    {
        await using var host = await OnePortHost.Start(mostConnections: 2);
        var first = await SpeakAsync(host, Http1);
        await using var second = await SpeakAsync(host, Http2);

        Assert.True(await IsAnsweredAsync(first) && await IsAnsweredAsync(second));
        foreach (var protocol in new[] { Http1, Http2 })
        {
            await using var refused = await SpeakAsync(host, protocol);
            Assert.False(await IsAnsweredAsync(refused));
        }

        await first.DisposeAsync();
        await UntilAnsweredAsync(host, Http2).Within();
    }

    private static async Task UntilAnsweredAsync(OnePortHost host, string protocol)
    {
        while (true)
        {
            await using var next = await SpeakAsync(host, protocol);
            if (await IsAnsweredAsync(next))
                return;
            await Task.Delay(10);
        }
    }

    private static async Task<NetworkStream> SpeakAsync(OnePortHost host, string words)
    {
        var stream = await host.Connect();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(words)).Within();
        return stream;
    }

    private static async Task<bool> IsAnsweredAsync(NetworkStream stream)
    {
        try
        {
            return await stream.ReadAsync(new byte[1]).Within() > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
