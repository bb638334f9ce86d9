namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>Leaving is acknowledged without a place: it has to be in the log between the joins before and after it.</summary>
internal sealed class LeavingRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var moves = evidence.Attempts.Where(attempt => attempt.Outcome is Outcome.Acknowledged && attempt.Kind is Kinds.Joined or Kinds.Left);
        foreach (var mine in moves.GroupBy(attempt => (attempt.Room, attempt.Actor)))
        {
            var ends = evidence.LogOf(mine.Key.Room)
                .Where(fact => fact.Kind == Kinds.Left && fact.Key == mine.Key.Actor)
                .Select(fact => fact.Sequence)
                .ToList();
            var joins = mine.Where(attempt => attempt.Kind == Kinds.Joined).OrderBy(attempt => attempt.Started).ToList();
            foreach (var leaving in mine.Where(attempt => attempt.Kind == Kinds.Left))
            {
                var before = joins.LastOrDefault(join => join.Ended < leaving.Started)?.Place ?? 0;
                var after = joins.FirstOrDefault(join => join.Started > leaving.Ended)?.Place ?? long.MaxValue;
                if (!ends.Exists(end => end > before && end < after))
                    yield return new(ViolationKind.Lost, mine.Key.Room, $"{leaving}, but no membership ended between {before} and {after}");
            }
        }
    }
}
