namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// An id stands for one message for ever: a retry is answered with the first sequence, at most one try is told that it was the
/// first, and the same id with another text is refused with the original.
/// </summary>
internal sealed class RetryRule : IRule
{
    private const string Reused = "CLIENT_MESSAGE_ID_REUSED";

    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var posts = evidence.Attempts.Where(attempt => attempt.Kind == Kinds.Posted);
        var found = evidence.Rooms.ToDictionary(room => room, room => evidence.LogOf(room)
            .Where(fact => fact.Kind == Kinds.Posted)
            .ToLookup(fact => (fact.Actor, fact.Key)));
        foreach (var tries in posts.GroupBy(attempt => (attempt.Room, attempt.Actor, attempt.Key)))
        {
            var stored = found[tries.Key.Room][(tries.Key.Actor, tries.Key.Key)].FirstOrDefault();
            foreach (var wrong in CheckMessage([.. tries], stored))
                yield return new(ViolationKind.WrongRetryAnswer, tries.Key.Room, wrong);
        }
    }

    private static IEnumerable<string> CheckMessage(List<Attempt> tries, Fact? stored)
    {
        var answers = tries.Where(attempt => attempt.Outcome is Outcome.Acknowledged).ToList();
        // What a deleted message said is not known any more: any text is its text.
        var texts = stored is { Text: "" } ? 1 : answers.Select(answer => answer.Text).Distinct().Count();
        if (answers.Select(answer => answer.Place).Distinct().Count() > 1 || texts > 1)
            yield return string.Join("; ", answers);
        if (answers.Count(answer => answer.Outcome is Outcome.Acknowledged { AlreadyExisted: false }) > 1)
            yield return $"two are told that they were the first: {string.Join("; ", answers)}";
        // One that is nobody's second was the first.
        if (tries.Count == 1 && answers.Any(answer => answer.Outcome is Outcome.Acknowledged { AlreadyExisted: true }))
            yield return $"the only try is told that it was not the first: {answers[0]}";
        foreach (var refused in tries)
        {
            if (refused.Outcome is Outcome.Refused { Reason: Reused } answer && !IsRight(refused, answer, stored))
                yield return $"{refused} \"{refused.Text}\", but the log has {stored?.ToString() ?? "nothing"}";
        }
    }

    private static bool IsRight(Attempt refused, Outcome.Refused answer, Fact? stored) =>
        stored is not null && answer.Original == stored.Sequence && refused.Text != stored.Text;
}
