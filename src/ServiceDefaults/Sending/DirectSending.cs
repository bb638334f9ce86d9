using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GroupChat.ServiceDefaults.Sending;

/// <summary>Puts <see cref="SocketOutput"/> in the place of the transport's own writer, below TLS where there is any.</summary>
internal static class DirectSending
{
    public static void Use(ListenOptions listen, TimeProvider time) => listen.Use(next => connection =>
        connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket } ? RunAsync(connection, socket, next, time) : next(connection));

    private static async Task RunAsync(ConnectionContext connection, Socket socket, ConnectionDelegate next, TimeProvider time)
    {
        var transport = connection.Transport;
        socket.Blocking = false;
        var output = new SocketOutput(socket, transport.Output, time);
        connection.Transport = new Halves(transport.Input, output);
        try
        {
            await next(connection);
        }
        finally
        {
            // The transport closes the socket as soon as the connection is given back to it.
            await output.EndAsync();
            connection.Transport = transport;
        }
    }

    private sealed record Halves(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
