namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// Nobody is sent an event from after the end of their membership, unless they have asked to join again by then: whoever is let
/// in again may read what happened meanwhile.
/// </summary>
internal sealed class RevocationRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var sent = evidence.Sightings.Where(sighting => sighting.Fact is not null).ToLookup(sighting => (sighting.Room, sighting.Reader));
        foreach (var seen in sent.Where(seen => evidence.Rooms.Contains(seen.Key.Room)))
        {
            var (room, reader) = seen.Key;
            var absences = Absences(evidence.LogOf(room), reader);
            var attempts = evidence.Attempts.Where(attempt => attempt.Room == room && attempt.Key == reader).ToList();
            foreach (var sighting in seen)
            {
                if (absences.FindIndex(absence => absence.Holds(sighting.Fact!.Sequence)) is >= 0 and var number
                    && !HasAskedAgain(attempts, number, sighting.Tick))
                    yield return new(ViolationKind.AfterRevocation, room, $"{reader} left at {absences[number].Left} and was sent {sighting.Fact}");
            }
        }
    }

    private static List<Absence> Absences(IReadOnlyList<Fact> log, string reader)
    {
        List<Absence> absences = [];
        foreach (var fact in log.Where(fact => fact.Key == reader))
        {
            if (fact.Kind == Kinds.Left)
                absences.Add(new(fact.Sequence, long.MaxValue));
            else if (fact.Kind == Kinds.Joined && absences.Count > 0)
                absences[^1] = absences[^1] with { Back = fact.Sequence };
        }

        return absences;
    }

    // The n-th absence cannot have begun before the n-th attempt to end the membership: a bound that no race makes too late.
    private static bool HasAskedAgain(List<Attempt> attempts, int absence, long tick)
    {
        var began = attempts.Where(attempt => attempt.Kind == Kinds.Left).Select(attempt => attempt.Started).Order().ElementAtOrDefault(absence);
        return attempts.Any(attempt => attempt.Kind == Kinds.Joined && attempt.Started < tick && attempt.Ended > began);
    }

    /// <summary>From the end of a membership to the beginning of the next.</summary>
    private readonly record struct Absence(long Left, long Back)
    {
        public bool Holds(long sequence) => sequence > Left && sequence < Back;
    }
}
