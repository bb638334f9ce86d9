using System.Net;
using System.Net.Sockets;

namespace GroupChat.Bench.Wire;

/// <summary>
/// A client connection that costs next to nothing: one receive at a time into one buffer, parsed in place. The same loop reads
/// HTTP/2 and WebSocket, so that what the client costs does not colour a comparison of servers.
/// </summary>
internal abstract class RawConnection : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[4096];
    private int _length;
    private Task _reading = Task.CompletedTask;
    private volatile TaskCompletionSource? _paused;

    /// <summary>Why the connection ended before it was disposed; null while it lives.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Stops reading, as a client that hangs does; the sockets' and the server's buffers fill.</summary>
    public void Pause() => _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume()
    {
        var paused = _paused;
        _paused = null;
        paused?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Resume();
        _socket.Dispose();
        await _reading;
        _sending.Dispose();
    }

    protected async Task ConnectAsync(Uri address)
    {
        await _socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
    }

    protected void StartReading() => _reading = ReadAsync();

    protected async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync();
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await _socket.SendAsync(bytes)..];
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Takes what is complete; returns how many bytes that was.</summary>
    protected abstract int Take(Span<byte> received);

    /// <summary>Replies that reading gave rise to, such as flow control; called after each receive.</summary>
    protected virtual ValueTask ReplyAsync() => default;

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                if (_paused is { } paused)
                    await paused.Task;
                if (_length == _buffer.Length)
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
                if (read == 0)
                    throw new IOException("the server closed the connection");
                _length += read;
                var taken = Take(_buffer.AsSpan(0, _length));
                _buffer.AsSpan(taken, _length - taken).CopyTo(_buffer);
                _length -= taken;
                await ReplyAsync();
            }
        }
        catch (Exception error)
        {
            Fault = error;
        }
    }
}
