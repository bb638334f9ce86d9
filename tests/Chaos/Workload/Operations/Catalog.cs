namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Every kind of operation, drawn by weight.</summary>
/// <param name="asks">Agents are asked as well.</param>
internal sealed class Catalog(bool asks)
{
    private readonly IReadOnlyList<IOperationKind> _kinds =
        [new Posting(), new Reposting(), new Racing(), new Rivalling(), new Moving(), .. asks ? [new Asking()] : Array.Empty<IOperationKind>()];

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
