using System.Net.WebSockets;
using GroupChat.ServiceDefaults.Grpc;

namespace GroupChat.Gateway.Edge.Sockets;

/// <summary>
/// The frames of a client, one after the other, put together when they come in pieces. Waiting for one can be given up without harm
/// to the connection, which would not survive a cancelled read.
/// </summary>
internal sealed class SocketFrames(WebSocket socket)
{
    // What a message in JSON may be larger than in protobuf, and its envelope.
    private const int MostText = 2 * GrpcDefaults.MaxMessageBytes;
    private const int FirstBuffer = 4096;
    private const int KeptBuffer = 64 * 1024;

    private byte[] _buffer = new byte[FirstBuffer];
    private Task<SocketFrame>? _coming;

    /// <exception cref="GroupChat.ServiceDefaults.Errors.DomainError">MESSAGE_TOO_LARGE; nothing can be read after it.</exception>
    /// <exception cref="OperationCanceledException">The next call goes on with the same frame.</exception>
    public async ValueTask<SocketFrame> NextAsync(CancellationToken cancellationToken)
    {
        _coming ??= ReadAsync();
        var frame = await _coming.WaitAsync(cancellationToken);
        _coming = null;
        return frame;
    }

    /// <summary>Passes over what still comes, until the client says goodbye or <paramref name="cancellationToken"/> ends the connection.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_coming is not null)
            await ((Task)_coming).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
            await socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
    }

    private async Task<SocketFrame> ReadAsync()
    {
        if (_buffer.Length > KeptBuffer)
            _buffer = new byte[FirstBuffer];
        for (var length = 0; ;)
        {
            ValueWebSocketReceiveResult read;
            try
            {
                read = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
                return new(default, IsText: false, IsEnd: true);
            }

            length += read.Count;
            var isText = read.MessageType == WebSocketMessageType.Text;
            if (read.MessageType == WebSocketMessageType.Close)
                return new(default, IsText: false, IsEnd: true);
            if (length > (isText ? MostText : GrpcDefaults.MaxMessageBytes))
                throw SocketErrors.TooLarge(GrpcDefaults.MaxMessageBytes);
            if (read.EndOfMessage)
                return new(_buffer.AsMemory(0, length), isText, IsEnd: false);
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
        }
    }
}
