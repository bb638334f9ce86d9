using System.Collections.Concurrent;
using System.Threading.Channels;
using GroupChat.Chat.Rooms;

namespace GroupChat.Chat.Turns;

/// <summary>
/// A worker's open stream, as the broker sees it. Its orders need no bound of their own: there are no more starts and stops than
/// runs it may hold, and no more acknowledgements than it sends results.
/// </summary>
internal sealed class TurnWorker(WorkerOffer offer)
{
    private HashSet<UserId> _agents = [.. offer.Agents];
    private readonly ConcurrentDictionary<RunId, Turn> _stopped = new();
    private readonly Channel<WorkerOrder> _orders = Channel.CreateUnbounded<WorkerOrder>();

    public string Name { get; } = offer.Name;

    public IReadOnlyCollection<UserId> Agents => _agents;

    /// <summary>Runs it holds; guarded by the broker.</summary>
    public int Running { get; set; }

    /// <summary>When its last frame came, as a timestamp of the clock; guarded by the broker.</summary>
    public long LastHeard { get; set; }

    /// <summary>Ends when the worker is closed, with an error when its lease ran out.</summary>
    public ChannelReader<WorkerOrder> Orders => _orders.Reader;

    /// <summary>Guarded by the broker, like who it can take.</summary>
    public void WorkFor(IReadOnlyList<UserId> agents) => _agents = [.. agents];

    public bool CanTake(UserId agent) => Running < offer.Capacity && _agents.Contains(agent);

    /// <summary>The worker still says what the run cost. There are no more of these than runs that it was given and has not ended.</summary>
    public void Stopped(RunId run, Turn turn) => _stopped[run] = turn;

    /// <summary>The turn of a run that was stopped, once.</summary>
    public Turn? TakeStopped(RunId run) => _stopped.TryRemove(run, out var turn) ? turn : null;

    public void Tell(WorkerOrder order) => _orders.Writer.TryWrite(order);

    public void Close(Exception? reason = null) => _orders.Writer.TryComplete(reason);
}
