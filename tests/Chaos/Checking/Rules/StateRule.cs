namespace GroupChat.Chaos.Tests.Checking.Rules;

/// <summary>What every client has put together from events is what each server's lists say, and no event was impossible.</summary>
internal sealed class StateRule : IRule
{
    public IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var replica in evidence.Replicas)
        {
            foreach (var oddity in replica.Oddities)
                yield return new(ViolationKind.Resurrected, replica.Room, $"{replica.Reader} was sent {oddity}");
            foreach (var truth in evidence.Truths.Where(truth => truth.Room == replica.Room))
            {
                if (Difference(replica.State, truth.State) is { } difference)
                    yield return new(ViolationKind.Diverged, replica.Room, $"{replica.Reader} and {truth.Source}: {difference}");
            }
        }
    }

    private static string? Difference(IReadOnlyList<string> replica, IReadOnlyList<string> server)
    {
        if (replica.SequenceEqual(server))
            return null;
        var extra = replica.Except(server).FirstOrDefault() ?? "nothing";
        var missing = server.Except(replica).FirstOrDefault() ?? "nothing";
        return $"only the client has {extra}; only the server has {missing}";
    }
}
