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

    /// <summary>The messages of a room that have been deleted.</summary>
    public HashSet<string> DeletedIn(string room) =>
        LogOf(room).Where(fact => fact.Kind == Kinds.Deleted).Select(fact => fact.Message).ToHashSet();

    /// <summary>How many events of the logs have been acknowledged; one that was acknowledged twice counts once.</summary>
    public int AcknowledgedEvents() => Rooms.Sum(room =>
    {
        var log = LogOf(room);
        return Attempts
            .Where(attempt => attempt.Room == room && attempt.Place > 0 && attempt.Place <= log.Count && attempt.Makes(log[(int)attempt.Place - 1]))
            .Select(attempt => attempt.Place)
            .Distinct()
            .Count();
    });

    public IEnumerable<string> Rooms => Truths.Select(truth => truth.Room).Distinct();
}
