namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// Edits, deletions, reactions, pins and joins: what was acknowledged was so at the place that the answer names; each try took
/// effect at most once; nobody else did it; and no event changes nothing.
/// </summary>
internal sealed class ChangeRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var readers = evidence.Replicas.Select(replica => replica.Reader).ToHashSet();
        var changes = evidence.Attempts.Where(attempt => Kinds.Changes.Contains(attempt.Kind)).ToLookup(attempt => attempt.Room);
        foreach (var room in evidence.Rooms)
        {
            var (log, deleted, tries) = (evidence.LogOf(room), evidence.DeletedIn(room), changes[room].ToList());
            var wrong = CheckPlaces(log, new RoomLedger(deleted), tries)
                .Concat(CheckCounts(Changes(log, readers), deleted, tries))
                .Concat(CheckForgotten(log, deleted, tries));
            foreach (var violation in wrong)
                yield return violation with { Room = room };
        }
    }

    private static IEnumerable<Violation> CheckPlaces(IReadOnlyList<Fact> log, RoomLedger ledger, List<Attempt> tries)
    {
        // Leaving is answered without a place.
        var placed = tries.Where(attempt => attempt.Outcome is Outcome.Acknowledged && attempt.Kind != Kinds.Left).ToLookup(attempt => attempt.Place);
        foreach (var fact in log)
        {
            if (!ledger.Apply(fact))
                yield return new(ViolationKind.Doubled, "", $"{fact} changes nothing");
            foreach (var attempt in placed[fact.Sequence].Where(attempt => !ledger.Shows(attempt)))
                yield return new(ViolationKind.Lost, "", $"{attempt}, but it is not so after {fact}");
        }

        foreach (var attempt in placed.Where(some => some.Key < 1 || some.Key > log.Count).SelectMany(some => some))
            yield return new(ViolationKind.Lost, "", $"{attempt}, but the log has no such place");
    }

    /// <summary>What the clients did. They were let into the room before the run.</summary>
    private static IEnumerable<Fact> Changes(IReadOnlyList<Fact> log, HashSet<string> readers)
    {
        HashSet<string> letIn = [];
        return log.Where(fact => Kinds.Changes.Contains(fact.Kind) && readers.Contains(fact.Actor)
            && !(fact.Kind == Kinds.Joined && letIn.Add(fact.Key)));
    }

    private static IEnumerable<Violation> CheckCounts(IEnumerable<Fact> changes, HashSet<string> deleted, List<Attempt> tries)
    {
        var asked = tries.ToLookup(attempt => Identity(attempt.Kind, attempt.Actor, attempt.Key, attempt.Text, deleted));
        foreach (var made in changes.GroupBy(fact => Identity(fact.Kind, fact.Actor, fact.Key, fact.Text, deleted)))
        {
            var places = asked[made.Key].Select(attempt => attempt.Place).ToHashSet();
            var unexplained = made.Where(fact => !places.Contains(fact.Sequence)).ToList();
            // Those that have no known outcome, and those that were acknowledged without a place.
            var open = asked[made.Key].Count(attempt => attempt.Outcome is not Outcome.Refused && attempt.Place == 0);
            if (unexplained.Count > open)
                yield return new(Kind(asked[made.Key]), "", $"{string.Join(" and ", made)}: {asked[made.Key].Count()} tries, {open} without a known place");
        }
    }

    /// <summary>What the edits of a deleted message said is not known any more, but how many there were.</summary>
    private static IEnumerable<Violation> CheckForgotten(IReadOnlyList<Fact> log, HashSet<string> deleted, List<Attempt> tries)
    {
        var edits = log.Where(fact => fact.Kind == Kinds.Edited).ToLookup(fact => (fact.Key, fact.Actor));
        var acknowledged = tries.Where(attempt => attempt.Kind == Kinds.Edited && attempt.Place > 0 && deleted.Contains(attempt.Key));
        foreach (var mine in acknowledged.GroupBy(attempt => (attempt.Key, attempt.Actor)))
        {
            var texts = mine.Select(attempt => attempt.Text).Distinct().Count();
            if (texts > edits[mine.Key].Count())
                yield return new(ViolationKind.Lost, "", $"{string.Join("; ", mine)}, but the log has {edits[mine.Key].Count()} edits of it");
        }
    }

    private static ViolationKind Kind(IEnumerable<Attempt> asked) =>
        !asked.Any() ? ViolationKind.Unasked
        : asked.All(attempt => attempt.Outcome is Outcome.Refused) ? ViolationKind.RefusedButDone
        : ViolationKind.Doubled;

    /// <summary>The text belongs to it while the log knows it.</summary>
    private static (string Kind, string Actor, string Key, string Text) Identity(
        string kind, string actor, string key, string text, HashSet<string> deleted) => (kind, actor, key, deleted.Contains(key) ? "" : text);
}
