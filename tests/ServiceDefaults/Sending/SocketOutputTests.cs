using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using GroupChat.ServiceDefaults.Sending;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Sending;

/// <summary>Over a real connection on the loopback interface.</summary>
public sealed class SocketOutputTests : IDisposable
{
    private readonly Pipe _inner = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Socket _server;
    private readonly Socket _client = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
    private readonly SocketOutput _output;

    public SocketOutputTests()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client.Connect(listener.LocalEndPoint!);
        _server = listener.Accept();
        (_server.SendBufferSize, _server.Blocking) = (4096, false);
        _output = new SocketOutput(_server, _inner.Writer, _time);
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flush_CloseToTheOneBeforeOrNot_ArrivesInOrder(bool isClose)
    {
        for (var i = 0; i < 100; i++)
        {
            if (!isClose)
                _time.Advance(TimeSpan.FromSeconds(1));
            await _output.WriteAsync(new byte[] { (byte)i }).Within();
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (byte)i), await ReadAsync(100));
    }

    [Fact]
    public async Task Flush_NotByItself_SendsNothing()
    {
        _output.GetSpan(1)[0] = 1;
        _output.Advance(1);
        Assert.Equal(1, _output.UnflushedBytes);

        await _output.WriteAsync(new byte[] { 2 }).Within();

        Assert.Equal([1, 2], await ReadAsync(2));
    }

    [Fact]
    public async Task Flush_ReaderWhoDoesNotRead_WaitsUntilHalfIsGone()
    {
        var bytes = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(bytes);

        var flush = _output.WriteAsync(bytes).AsTask();

        Assert.False(flush.IsCompleted);
        Assert.Equal(bytes, await ReadAsync(bytes.Length));
        Assert.False((await flush.Within()).IsCompleted);
    }

    [Fact]
    public async Task Flush_Waiting_IsEndedByCancellation()
    {
        using var cancelled = new CancellationTokenSource();
        var first = _output.WriteAsync(new byte[8 * 1024 * 1024], cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first).Within();

        var second = _output.FlushAsync().AsTask();
        _output.CancelPendingFlush();

        Assert.True((await second.Within()).IsCanceled);
    }

    [Fact]
    public async Task Flush_ReaderWhoIsGone_SaysSoAndClosesTheConnection()
    {
        var flush = _output.WriteAsync(new byte[8 * 1024 * 1024]).AsTask();
        _client.LingerState = new LingerOption(true, 0);
        _client.Dispose();

        Assert.True((await flush.Within()).IsCompleted);
        Assert.True((await _inner.Reader.ReadAsync().Within()).IsCompleted);
        Assert.True((await _output.WriteAsync(new byte[] { 1 }).Within()).IsCompleted);
        await _output.EndAsync().Within();
    }

    [Fact]
    public async Task End_WithBytesWaiting_SendsThemFirst()
    {
        var bytes = new byte[1024 * 1024];
        new Random(2).NextBytes(bytes);
        var flush = _output.WriteAsync(bytes).AsTask();
        _output.GetSpan(1)[0] = 7;
        _output.Advance(1);

        var ended = _output.EndAsync();

        Assert.False(_inner.Reader.TryRead(out _));
        Assert.Equal([.. bytes, 7], await ReadAsync(bytes.Length + 1));
        await Task.WhenAll(flush, ended).Within();
        Assert.True((await _inner.Reader.ReadAsync().Within()).IsCompleted);
    }

    [Fact]
    public async Task Complete_WithAnError_SendsNothingMore()
    {
        var flush = _output.WriteAsync(new byte[8 * 1024 * 1024]).AsTask();

        _output.Complete(new IOException("given up"));

        Assert.True((await flush.Within()).IsCompleted);
        await _output.EndAsync().Within();
        Assert.True((await _inner.Reader.ReadAsync().Within()).IsCompleted);
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await _client.ReceiveAsync(bytes.AsMemory(read)).Within();
            Assert.NotEqual(0, more);
            read += more;
        }

        return bytes;
    }
}
