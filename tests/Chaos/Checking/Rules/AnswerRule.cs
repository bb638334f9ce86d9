namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>Every answer that was begun ends, once.</summary>
internal sealed class AnswerRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var room in evidence.Rooms)
        {
            var ends = evidence.LogOf(room).Where(fact => fact.Kind == Kinds.Answered).ToLookup(fact => fact.Key);
            foreach (var begun in evidence.LogOf(room).Where(fact => fact.Kind == Kinds.Answering))
            {
                if (!ends.Contains(begun.Key))
                    yield return new(ViolationKind.Unanswered, room, $"{begun} never ended");
                else if (ends[begun.Key].Count() > 1)
                    yield return new(ViolationKind.Doubled, room, string.Join(" and ", ends[begun.Key]));
            }
        }
    }
}
