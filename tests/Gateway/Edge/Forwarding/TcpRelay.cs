using System.Net;
using System.Net.Sockets;

namespace GroupChat.Gateway.Tests.Edge.Forwarding;

/// <summary>A wire to a server that can be cut: connections end without a word, as when the server's process is killed.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly int _target;
    private readonly List<Socket> _open = [];
    private readonly Lock _lock = new();
    private Socket _listener;
    private int _accepted;

    public TcpRelay(string target)
    {
        _target = new Uri(target).Port;
        _listener = Listen(0);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _ = AcceptAsync(_listener);
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections are taken and closed at once: there is somebody, but nothing gets through.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Ends every connection.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var socket in _open)
                socket.Close(0);
            _open.Clear();
        }
    }

    /// <summary>Ends every connection and takes no new ones.</summary>
    public void Kill()
    {
        _listener.Dispose();
        Cut();
    }

    public void Revive()
    {
        _listener = Listen(Port);
        _ = AcceptAsync(_listener);
    }

    public void Dispose() => Kill();

    private static Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                Interlocked.Increment(ref _accepted);
                if (IsBroken)
                    client.Close(0);
                else
                    _ = RelayAsync(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Killed.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_lock)
            _open.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            await using var there = new NetworkStream(server);
            await using var here = new NetworkStream(client);
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
