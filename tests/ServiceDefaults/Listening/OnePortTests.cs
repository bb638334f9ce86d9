using System.Net;
using System.Net.Sockets;
using System.Text;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Listening;

public sealed class OnePortTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    [Fact]
    public async Task Request_Http1AndHttp2_AreAnsweredOnTheSamePort()
    {
        await using var host = await OnePortHost.Start();

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("HTTP/1.1 0", await host.Get(HttpVersion.Version11));
            Assert.Equal("HTTP/2 0", await host.Get(HttpVersion.Version20));
        }
    }

    [Fact]
    public async Task Request_ManyAtOnce_AllAreAnswered()
    {
        await using var host = await OnePortHost.Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(i => host.Get(i % 2 == 0 ? HttpVersion.Version11 : HttpVersion.Version20))).Within(TimeSpan.FromSeconds(30));

        Assert.Equal(50, answers.Count(answer => answer == "HTTP/1.1 0"));
        Assert.Equal(50, answers.Count(answer => answer == "HTTP/2 0"));
    }

    [Fact]
    public async Task Request_Http2PrefaceByteByByte_IsRecognised()
    {
        await using var host = await OnePortHost.Start();
        await using var stream = await host.Connect();

        foreach (var letter in Preface)
            await stream.WriteAsync(new[] { (byte)letter }).Within();
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }).Within(); // our empty SETTINGS frame

        var frame = new byte[9];
        await stream.ReadExactlyAsync(frame).Within();
        Assert.Equal(4, frame[3]); // SETTINGS
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", "HTTP/1.1 200")]
    [InlineData("PRI * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 405")]
    [InlineData("PRIVATE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 200")]
    [InlineData("\u0016\u0003\u0001\u0002 a TLS hello\r\n\r\n", "HTTP/1.1 400")]
    public async Task Request_Http1ByteByByte_GoesToHttp1(string request, string answer)
    {
        await using var host = await OnePortHost.Start();
        await using var stream = await host.Connect();

        foreach (var letter in request)
            await stream.WriteAsync(new[] { (byte)letter }).Within();

        using var reader = new StreamReader(stream, Encoding.ASCII);
        Assert.StartsWith(answer, await reader.ReadLineAsync().Within(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_Silent_KeepsNobodyWaitingAndIsClosedInTime()
    {
        await using var host = await OnePortHost.Start();
        await using var silent = await host.Connect();
        await using var halfway = await host.Connect();
        await halfway.WriteAsync("PRI * HT"u8.ToArray()).Within();
        Assert.Equal("HTTP/2 0", await host.Get(HttpVersion.Version20));
        var closed = Task.WhenAll(ReadToEnd(silent), ReadToEnd(halfway));

        host.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(closed.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(0.1));

        await closed.Within();
        Assert.Equal("HTTP/1.1 0", await host.Get(HttpVersion.Version11));
    }

    [Fact]
    public async Task Connection_ClosedWithoutAWord_IsForgotten()
    {
        await using var host = await OnePortHost.Start();

        (await host.Connect()).Dispose();

        Assert.Equal("HTTP/2 0", await host.Get(HttpVersion.Version20));
    }

    [Fact]
    public async Task Connection_SpokenInTime_IsNotClosedByTheLimit()
    {
        await using var host = await OnePortHost.Start();
        await using var stream = await host.Connect();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Preface)).Within();
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 }).Within();
        await ReadFrameTypesUntil(stream, 4);

        host.Time.Advance(TimeSpan.FromMinutes(1));

        await stream.WriteAsync(new byte[] { 0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8 }).Within(); // PING
        Assert.Contains((byte)6, await ReadFrameTypesUntil(stream, 6));
    }

    [Fact]
    public async Task Stop_ConnectionSilent_DoesNotWaitForIt()
    {
        await using var host = await OnePortHost.Start();
        await using var silent = await host.Connect();

        await host.Stop().Within();

        await ReadToEnd(silent).Within();
    }

    [Fact]
    public async Task Start_PortZero_TellsTheBoundPortOnce()
    {
        await using var host = await OnePortHost.Start();

        Assert.NotEqual(0, host.Url.Port);
        Assert.Equal([$"http://127.0.0.1:{host.Url.Port}"], host.Urls);
        Assert.Equal([$"Now listening on: http://127.0.0.1:{host.Url.Port}"], Listening(host));
    }

    [Fact]
    public async Task Start_Localhost_ListensOnBothLoopbackAddresses()
    {
        await using var host = await OnePortHost.Start("http://localhost:0");

        Assert.Equal($"http://localhost:{host.Url.Port}", Assert.Single(host.Urls));
        Assert.Equal("HTTP/2 0", await host.Get(HttpVersion.Version20, new($"http://127.0.0.1:{host.Url.Port}")));
        if (Socket.OSSupportsIPv6)
            Assert.Equal("HTTP/1.1 0", await host.Get(HttpVersion.Version11, new($"http://[::1]:{host.Url.Port}")));
    }

    [Fact]
    public async Task Start_SeveralUrls_ListensOnAll()
    {
        await using var host = await OnePortHost.Start("http://127.0.0.1:0;http://127.0.0.2:0");

        Assert.Equal(2, host.Urls.Count);
        foreach (var url in host.Urls)
            Assert.Equal("HTTP/2 0", await host.Get(HttpVersion.Version20, new(url)));
    }

    [Fact]
    public async Task Start_PortTaken_NamesTheSetting()
    {
        await using var first = await OnePortHost.Start();

        var error = await Assert.ThrowsAsync<StartupError>(() => OnePortHost.Start($"http://127.0.0.1:{first.Url.Port}")).Within();

        Assert.Equal("Urls", error.Setting);
        Assert.Equal(
            $"http://127.0.0.1:{first.Url.Port} is in use already; stop what listens there or choose another address with --urls", error.Message);
    }

    [Fact]
    public async Task Start_AddressOfAnotherMachine_NamesTheSetting()
    {
        var error = await Assert.ThrowsAsync<StartupError>(() => OnePortHost.Start("http://192.0.2.1:0")).Within();

        Assert.Equal("Urls", error.Setting);
        Assert.Contains("is not an address of this machine", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Listening(OnePortHost host) =>
        host.Logs.Entries.Select(entry => entry.Message).Where(message => message.StartsWith("Now listening", StringComparison.Ordinal));

    private static async Task ReadToEnd(NetworkStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[100]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset rather than closed: gone all the same.
        }
    }

    private static async Task<List<byte>> ReadFrameTypesUntil(NetworkStream stream, byte type)
    {
        var types = new List<byte>();
        while (!types.Contains(type))
        {
            var header = new byte[9];
            await stream.ReadExactlyAsync(header).Within();
            await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]]).Within();
            types.Add(header[3]);
        }

        return types;
    }
}
