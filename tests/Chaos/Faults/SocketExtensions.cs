using System.Net.Sockets;

namespace GroupChat.Chaos.Tests.Faults;

internal static class SocketExtensions
{
    /// <summary>A send may take only part of what it is given.</summary>
    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
    }
}
