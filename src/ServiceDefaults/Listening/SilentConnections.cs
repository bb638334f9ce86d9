using Microsoft.AspNetCore.Connections;

namespace GroupChat.ServiceDefaults.Listening;

/// <summary>
/// The connections that have not said yet what they speak. Each has a time limit, and so has their number: when it is reached,
/// the one that has been silent longest goes, so that a crowd of silent ones cannot keep others out.
/// </summary>
internal sealed class SilentConnections(TimeProvider time, TimeSpan patience, int most)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<ConnectionContext> _oldestFirst = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _routing;
    private bool _ending;

    /// <summary>Listens to a connection and gives it on; what stays silent, or is not wanted, is closed. Never throws.</summary>
    /// <param name="connection">A connection nobody has read from.</param>
    /// <param name="give">Takes the connection and whether it speaks HTTP/2; false when it is too late for it.</param>
    public async Task RouteAsync(ConnectionContext connection, Func<ConnectionContext, bool, bool> give)
    {
        Enter();
        try
        {
            if (await PeekAsync(connection) is { } isHttp2 && give(connection, isHttp2))
                return;
            connection.Abort();
            await connection.DisposeAsync();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Closes them all and waits until they are gone.</summary>
    public Task EndAsync()
    {
        lock (_gate)
        {
            _ending = true;
            foreach (var connection in _oldestFirst)
                connection.Abort();
            if (_routing == 0)
                _ended.TrySetResult();
        }

        return _ended.Task;
    }

    private async Task<bool?> PeekAsync(ConnectionContext connection)
    {
        var node = Add(connection);
        try
        {
            await using var limit = time.CreateTimer(_ => AbortIfSilent(node), null, patience, Timeout.InfiniteTimeSpan);
            return await Preface.PeekAsync(connection.Transport.Input);
        }
        catch (Exception error) when (error is IOException or ConnectionAbortedException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            lock (_gate)
                node.List?.Remove(node);
        }
    }

    private LinkedListNode<ConnectionContext> Add(ConnectionContext connection)
    {
        lock (_gate)
        {
            if (_ending)
                connection.Abort();
            if (_oldestFirst.Count >= most)
            {
                _oldestFirst.First!.Value.Abort();
                _oldestFirst.RemoveFirst();
            }

            return _oldestFirst.AddLast(connection);
        }
    }

    // Under the lock, so that a connection that has just spoken is never hit.
    private void AbortIfSilent(LinkedListNode<ConnectionContext> node)
    {
        lock (_gate)
        {
            if (node.List is not null)
                node.Value.Abort();
        }
    }

    private void Enter()
    {
        lock (_gate)
            _routing++;
    }

    private void Leave()
    {
        lock (_gate)
        {
            _routing--;
            if (_ending && _routing == 0)
                _ended.TrySetResult();
        }
    }
}
