using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>Does something to one of the servers, and has it running again at the end.</summary>
internal sealed class NodeTrouble(string name, Func<GatewayNode, Random, CancellationToken, Task> harm) : ITrouble
{
    public static IReadOnlyList<ITrouble> All { get; } =
    [
        new NodeTrouble("kill", KillAsync),
        new NodeTrouble("pause", PauseAsync),
        new NodeTrouble("drain", DrainAsync),
    ];

    public Task StrikeAsync(Cluster cluster, Random random, CancellationToken cancellationToken) =>
        harm(cluster.Nodes[random.Next(cluster.Nodes.Count)], random, cancellationToken);

    public override string ToString() => name;

    // Nothing is left undone when time is up: a server that was ended is started again.
    private static async Task KillAsync(GatewayNode node, Random random, CancellationToken cancellationToken)
    {
        node.CheckAlive();
        await node.KillAsync();
        await PauseAsync(random.Next(500), cancellationToken);
        await node.StartAsync(CancellationToken.None);
    }

    private static async Task PauseAsync(GatewayNode node, Random random, CancellationToken cancellationToken)
    {
        node.CheckAlive();
        node.Pause();
        await PauseAsync(random.Next(500, 5_000), cancellationToken);
        node.Resume();
    }

    private static async Task DrainAsync(GatewayNode node, Random random, CancellationToken cancellationToken)
    {
        node.CheckAlive();
        await node.DrainAsync(CancellationToken.None);
        await PauseAsync(random.Next(500), cancellationToken);
        await node.StartAsync(CancellationToken.None);
    }

    private static async Task PauseAsync(int milliseconds, CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
