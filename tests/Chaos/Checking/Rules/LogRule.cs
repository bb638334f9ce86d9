namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>A room's log is 1, 2, 3, ... up to its head, and the same wherever it is read.</summary>
internal sealed class LogRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var room in evidence.Truths.GroupBy(truth => truth.Room))
        {
            var first = room.First();
            foreach (var truth in room)
            {
                if (Hole(truth) is { } hole)
                    yield return new(ViolationKind.HoleInLog, room.Key, $"{truth.Source}: {hole}");
                if (Difference(first, truth) is { } difference)
                    yield return new(ViolationKind.ServersDiffer, room.Key, difference);
            }
        }
    }

    private static string? Hole(RoomTruth truth)
    {
        for (var place = 0; place < truth.Log.Count; place++)
        {
            if (truth.Log[place].Sequence != place + 1)
                return $"place {place + 1} holds {truth.Log[place]}";
        }

        return truth.Log.Count == truth.Head ? null : $"the head is {truth.Head}, the log ends at {truth.Log.Count}";
    }

    private static string? Difference(RoomTruth one, RoomTruth other)
    {
        foreach (var (mine, theirs) in one.Log.Zip(other.Log))
        {
            if (mine != theirs)
                return $"{one.Source} shows {mine}, {other.Source} shows {theirs}";
        }

        return one.Log.Count == other.Log.Count ? null : $"{one.Source} ends at {one.Log.Count}, {other.Source} at {other.Log.Count}";
    }
}
