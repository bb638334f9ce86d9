namespace GroupChat.Chaos.Tests.Checking;

/// <summary>All that is known about a run. Every reader is a member at the end and has been given all the time it needs.</summary>
internal sealed record Evidence(
    IReadOnlyList<Attempt> Attempts,
    IReadOnlyList<Sighting> Sightings,
    IReadOnlyList<RoomTruth> Truths,
    IReadOnlyList<ReplicaState> Replicas,
    IReadOnlyList<string> Complaints)
{
    /// <summary>The log of a room; the servers agree on it or <see cref="Rules.LogRule"/> says so.</summary>
    public IReadOnlyList<Fact> LogOf(string room) => Truths.First(truth => truth.Room == room).Log;

    public IEnumerable<string> Rooms => Truths.Select(truth => truth.Room).Distinct();
}
