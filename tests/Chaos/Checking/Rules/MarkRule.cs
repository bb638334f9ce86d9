using System.Globalization;

namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>
/// A mark that was acknowledged never moves back: whoever asks later is told as much or more, and so is the room in the end,
/// unless the member has left since.
/// </summary>
internal sealed class MarkRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        var attempts = evidence.Attempts.Where(attempt => attempt.Outcome is Outcome.Acknowledged).ToList();
        var moves = attempts.Where(attempt => attempt.Kind == Kinds.MarkMoved).ToLookup(attempt => (attempt.Room, attempt.Actor));
        var questions = attempts.Where(attempt => attempt.Kind == Kinds.MarkRead);
        return questions.SelectMany(question => Before(question, moves[(question.Room, question.Actor)]))
            .Concat(moves.SelectMany(mine => InTheEnd(evidence, mine.Key.Room, mine.Key.Actor, [.. mine])));
    }

    private static IEnumerable<Violation> Before(Attempt question, IEnumerable<Attempt> moves) =>
        from move in moves
        where move.Ended < question.Started && Asked(move) > question.Place
        select new Violation(ViolationKind.Lost, question.Room, $"{move}, but later {question}");

    private static IEnumerable<Violation> InTheEnd(Evidence evidence, string room, string user, List<Attempt> moves)
    {
        var left = evidence.LogOf(room).LastOrDefault(fact => fact.Kind == Kinds.Left && fact.Key == user)?.Sequence ?? 0;
        return from truth in evidence.Truths
               where truth.Room == room
               let mark = truth.Marks.GetValueOrDefault(user)
               from move in moves
               where move.Place > left && Asked(move) > mark
               select new Violation(ViolationKind.Lost, room, $"{move}, but {truth.Source} tells {mark}");
    }

    private static long Asked(Attempt move) => long.Parse(move.Text, CultureInfo.InvariantCulture);
}
