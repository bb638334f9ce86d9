using System.Net;
using System.Net.Sockets;

namespace GroupChat.Chaos.Tests.Processes;

/// <summary>
/// Finds a port for a server, outside the range from which the system takes the ports of outgoing connections: the many clients
/// of a run must not take a server's port while it is down.
/// </summary>
internal static class FreePort
{
    private static readonly Random Random = new();

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
