namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// A message that was acknowledged is in the log, once, where the answer said; what was refused is not; and of a message whose
/// outcome nobody knows there is at most one.
/// </summary>
internal sealed class EffectRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence) => evidence.Rooms.SelectMany(room => CheckRoom(
        room, evidence.LogOf(room), evidence.Attempts.Where(attempt => attempt.Room == room && attempt.Kind == Kinds.Posted)));

    private static IEnumerable<Violation> CheckRoom(string room, IReadOnlyList<Fact> log, IEnumerable<Attempt> attempts)
    {
        var facts = log.ToLookup(Identity);
        var tried = attempts.ToLookup(attempt => (attempt.Kind, attempt.Actor, attempt.Key));
        foreach (var attempt in tried.SelectMany(tries => tries))
        {
            if (Misplaced(attempt, log, facts[(attempt.Kind, attempt.Actor, attempt.Key)]) is { } misplaced)
                yield return misplaced with { Room = room };
        }

        foreach (var messages in facts.Where(fact => fact.Key.Kind == Kinds.Posted))
        {
            if (messages.Count() > 1)
                yield return new(ViolationKind.Doubled, room, string.Join(" and ", messages));
            if (Unmade(messages.First(), [.. tried[messages.Key]]) is { } unmade)
                yield return unmade with { Room = room };
        }
    }

    private static (string Kind, string Actor, string Key) Identity(Fact fact) => (fact.Kind, fact.Actor, fact.Key);

    private static Violation? Misplaced(Attempt attempt, IReadOnlyList<Fact> log, IEnumerable<Fact> same)
    {
        if (attempt.Outcome is not Outcome.Acknowledged { Sequence: > 0 and var sequence })
            return null;
        if (sequence <= log.Count && log[(int)sequence - 1] is var fact && attempt.Makes(fact) && (fact.Text == attempt.Text || IsDeleted(fact, log)))
            return null;
        return same.Any()
            ? new(ViolationKind.Misplaced, "", $"{attempt}, but the log has {string.Join(" and ", same)}")
            : new(ViolationKind.Lost, "", $"{attempt}, but the log has {(sequence <= log.Count ? log[(int)sequence - 1] : "no such place")}");
    }

    private static Violation? Unmade(Fact fact, List<Attempt> tries)
    {
        if (tries.Count == 0)
            return new(ViolationKind.Unasked, "", $"nobody asked for {fact}");
        return tries.All(attempt => attempt.Outcome is Outcome.Refused { Original: 0 })
            ? new(ViolationKind.RefusedButDone, "", $"{tries[0]}, but the log has {fact}")
            : null;
    }

    private static bool IsDeleted(Fact fact, IReadOnlyList<Fact> log) =>
        fact.Message.Length > 0 && log.Any(later => later.Kind == Kinds.Deleted && later.Message == fact.Message);
}
