using System.Threading.Channels;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>Keeps the leases of a worker's runs while it has nothing to say.</summary>
internal sealed class Heartbeat(ChannelWriter<RunTurnsRequest> frames, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private ITimer? _timer;

    /// <summary>A third of the lease, so that two may be late. A full channel needs none: other frames are on their way.</summary>
    public void Start(TimeSpan lease)
    {
        var period = lease / 3 > Shortest ? lease / 3 : Shortest;
        _timer?.Dispose();
        _timer = time.CreateTimer(_ => frames.TryWrite(new RunTurnsRequest { Heartbeat = new WorkerHeartbeat() }), null, period, period);
    }

    public void Dispose() => _timer?.Dispose();
}
