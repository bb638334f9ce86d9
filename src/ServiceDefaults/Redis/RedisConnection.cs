using StackExchange.Redis;

namespace GroupChat.ServiceDefaults.Redis;

/// <summary>
/// Opens and closes the driver's connections, within a time of ours: its own calls wait for ever on a server that is silent. Only what
/// its versions 1 to 3 share is used.
/// </summary>
public static class RedisConnection
{
    /// <summary>Longest wait for one answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A connection that works.</summary>
    /// <exception cref="RedisConnectionException">There is none to be had.</exception>
    /// <exception cref="TimeoutException">Not in time.</exception>
    public static async Task<ConnectionMultiplexer> OpenAsync(ConfigurationOptions options, TimeProvider time)
    {
        var connecting = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            var connected = await connecting.WaitAsync(Patience + Patience, time);
            // Version 1 can deadlock while it keeps messages in order; later ones have another way and no such property.
            typeof(ConnectionMultiplexer).GetProperty("PreserveAsyncOrder")?.SetValue(connected, false);
            return connected;
        }
        catch (TimeoutException)
        {
            _ = DropAsync(connecting);
            throw;
        }
    }

    /// <summary>Closes it, also when it is broken.</summary>
    public static async Task CloseAsync(ConnectionMultiplexer connection, TimeProvider time)
    {
        try
        {
            await connection.CloseAsync(allowCommandsToComplete: false).WaitAsync(Patience, time);
        }
        catch (Exception error) when (error is TimeoutException or RedisException or ObjectDisposedException)
        {
            // It was broken, which is why it is given up.
        }
    }

    /// <summary>Should it come about after all, nobody wants it any more.</summary>
    private static async Task DropAsync(Task<ConnectionMultiplexer> connecting)
    {
        try
        {
            (await connecting).Dispose();
        }
        catch (RedisException)
        {
            // It did not.
        }
    }
}
