namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Every kind of operation, drawn by weight.</summary>
internal sealed class Catalog
{
    private readonly IReadOnlyList<IOperationKind> _kinds = [new Posting(), new Reposting(), new Racing(), new Rivalling(), new Moving()];

    /// <summary>The next thing for a client to do.</summary>
    public Operation? Next(ChaosClient client)
    {
        var drawn = client.Draw(_kinds.Sum(kind => kind.Weight));
        foreach (var kind in _kinds)
        {
            if (drawn < kind.Weight)
                return kind.Begin(client);
            drawn -= kind.Weight;
        }

        return null;
    }
}
