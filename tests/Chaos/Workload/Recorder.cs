using System.Collections.Concurrent;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Replicas;

namespace GroupChat.Chaos.Tests.Workload;

/// <summary>Writes down what the clients do and see, in one order.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly ConcurrentQueue<Sighting> _sightings = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private long _tick;
    private long _stream;
    private int _acknowledged;

    public EventPool Events { get; } = new();

    /// <summary>How many attempts have been acknowledged so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public IReadOnlyList<Attempt> Attempts => [.. _attempts];

    public IReadOnlyList<Sighting> Sightings => [.. _sightings.OrderBy(sighting => sighting.Tick)];

    public IReadOnlyList<string> Complaints => [.. _complaints];

    public long Tick() => Interlocked.Increment(ref _tick);

    public long NewStream() => Interlocked.Increment(ref _stream);

    public void Tried(Attempt attempt)
    {
        if (attempt.Outcome is Outcome.Acknowledged)
            Interlocked.Increment(ref _acknowledged);
        _attempts.Enqueue(attempt);
    }

    public void Saw(long stream, string reader, string room, long head, Fact? fact) =>
        _sightings.Enqueue(new(Tick(), stream, reader, room, head, fact));

    public void Complain(string complaint) => _complaints.Enqueue(complaint);
}
