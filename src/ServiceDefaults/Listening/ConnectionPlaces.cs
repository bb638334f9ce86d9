using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// Counts the connections of all addresses together. The server counts those of each endpoint by themselves, and a
/// <see cref="OnePort"/> has two of them: as many again would be let in by speaking the other protocol.
/// </summary>
internal sealed class ConnectionPlaces(KestrelServerLimits limits)
{
    private long _open;

    /// <summary>Connections of this endpoint take a place each, for as long as they are open.</summary>
    public void Guard(ListenOptions listen) => listen.Use(next => connection => RunAsync(connection, next));

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            // Read anew each time: when this is made the limit may not have been set yet.
            if (Interlocked.Increment(ref _open) <= (limits.MaxConcurrentConnections ?? long.MaxValue))
                await next(connection);
            else
                connection.Abort(new ConnectionAbortedException("there are as many connections as there may be"));
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
