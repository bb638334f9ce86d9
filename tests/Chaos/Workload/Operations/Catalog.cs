namespace GroupChat.Chaos.Tests.Workload.Operations;

/// <summary>Every kind of operation, drawn by weight.</summary>
/// <param name="isTampered">
/// A bug is planted. Nothing is then sent twice, for what comes in another way as well is not lost, and nobody is asked, for a client
/// may never see the end of the answer.
/// </param>
internal sealed class Catalog(bool isTampered)
{
    private readonly IReadOnlyList<IOperationKind> _kinds = isTampered
        ? [new Posting(), .. Changes, .. Changes, new Moving(), new Moving(), new Moving()]
        : [new Posting(), new Reposting(), new Racing(), new Rivalling(), new Asking(), .. Changes];

    private static IReadOnlyList<IOperationKind> Changes =>
        [new Editing(), new Deleting(), new Reacting(), new Pinning(), new Marking(), new Moving()];

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
