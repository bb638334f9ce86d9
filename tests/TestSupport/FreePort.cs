using System.Net;
using System.Net.Sockets;

namespace GroupChat.TestSupport;

/// <summary>
/// Finds a port for a server that has to know it before it listens, or keeps it while it is down: outside of the range from which
/// the system takes the ports of outgoing connections, so that no client of a test takes it meanwhile.
/// </summary>
public static class FreePort
{
    private static readonly Random Random = new();

    /// <summary>A port of the loopback address that nobody listened on just now.</summary>
    public static int Find()
    {
        while (true)
        {
            int port;
            lock (Random)
                port = Random.Next(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; try another.
            }
        }
    }
}
