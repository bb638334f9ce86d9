using System.Net.Sockets;
using System.Text;
using GroupChat.TestSupport;

namespace GroupChat.Integration.Tests.Fuzz;

/// <summary>Bytes to the server, and whatever comes back until it hangs up.</summary>
internal static class RawConnection
{
    // What was spoiled may want more bytes, which never come; to leave sooner would be to leave before the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>Sends, listens to the end, and says after a while that nothing more comes.</summary>
    public static async Task<byte[]> SayAsync(Uri address, IEnumerable<byte[]> pieces)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var heard = new MemoryStream();
        try
        {
            await socket.ConnectAsync(address.Host, address.Port).Within();
            await using var stream = new NetworkStream(socket);
            foreach (var piece in pieces)
                await stream.WriteAsync(piece).Within();
            var listening = stream.CopyToAsync(heard);
            await Task.WhenAny(listening, Task.Delay(Patience, TimeProvider.System));
            socket.Shutdown(SocketShutdown.Send);
            await listening.Within();
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // Hung up on, in the middle of it: an answer as well.
        }

        return heard.ToArray();
    }

    /// <summary>The status of the first answer; 0 without one.</summary>
    public static int StatusOf(byte[] heard)
    {
        var text = Encoding.ASCII.GetString(heard, 0, Math.Min(heard.Length, 12));
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(text.AsSpan(9), out var status) ? status : 0;
    }
}
