namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>Over all its streams, in the order it read them, each member was sent the log: all of it, once, in order, unaltered.</summary>
internal sealed class DeliveryRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var room in evidence.Rooms)
        {
            var log = evidence.LogOf(room);
            var deleted = evidence.DeletedIn(room);
            var seen = evidence.Sightings.Where(sighting => sighting.Room == room && sighting.Fact is not null);
            var readers = evidence.Replicas.Where(replica => replica.Room == room).Select(replica => replica.Reader);
            var bySight = seen.ToLookup(sighting => sighting.Reader, sighting => sighting.Fact!);
            foreach (var (reader, fact) in readers.Select(reader => (reader, bySight[reader])))
            {
                foreach (var violation in CheckReader(fact, log, deleted))
                    yield return violation with { Room = room, Explanation = $"{reader} {violation.Explanation}" };
            }
        }
    }

    private static IEnumerable<Violation> CheckReader(IEnumerable<Fact> sent, IReadOnlyList<Fact> log, HashSet<string> deleted)
    {
        HashSet<long> seen = [];
        var newest = 0L;
        foreach (var fact in sent)
        {
            if (!seen.Add(fact.Sequence))
                yield return new(ViolationKind.Repeated, "", $"was sent {fact} again, after {newest}");
            else if (fact.Sequence < newest)
                yield return new(ViolationKind.Swapped, "", $"was sent {fact} after {newest}");
            else if (fact.Sequence > newest + 1)
                yield return new(ViolationKind.Gap, "", $"was sent {fact} after {newest}");
            if (fact.Sequence > log.Count || !IsSame(fact, log[(int)fact.Sequence - 1], deleted))
                yield return new(ViolationKind.Altered, "", $"was sent {fact}, the log has {log.ElementAtOrDefault((int)fact.Sequence - 1)}");
            newest = Math.Max(newest, fact.Sequence);
        }

        if (newest < log.Count)
            yield return new(ViolationKind.Incomplete, "", $"was sent nothing after {newest}; the log ends at {log.Count}");
    }

    /// <summary>The deletion of a message takes its text out of the log: who read it earlier saw more.</summary>
    private static bool IsSame(Fact sent, Fact stored, HashSet<string> deleted) =>
        sent == stored || (deleted.Contains(stored.Message) && sent with { Text = "", Digest = "" } == stored with { Text = "", Digest = "" });
}
