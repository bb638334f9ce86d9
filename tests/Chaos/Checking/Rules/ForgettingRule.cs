namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>What a deleted message said is nowhere in the log any more.</summary>
internal sealed class ForgettingRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var truth in evidence.Truths)
        {
            var deleted = evidence.DeletedIn(truth.Room);
            foreach (var fact in truth.Log.Where(fact => fact.Text.Length > 0 && deleted.Contains(fact.Message)))
                yield return new(ViolationKind.Remembered, truth.Room, $"{truth.Source} still shows {fact}");
        }
    }
}
