using System.Collections.Concurrent;
using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>
/// Lets things go wrong, in an order that its seed decides: every kind once, shuffled, and again. What befalls connections and
/// what befalls processes, and what befalls what they share, goes on side by side.
/// </summary>
internal sealed class Nemesis(Cluster cluster, int seed)
{
    private static readonly TimeSpan LinkPeace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NodePeace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> _struck = new();

    /// <summary>How often each kind has struck.</summary>
    public IReadOnlyDictionary<string, int> Struck => _struck;

    /// <summary>Until told to stop; everything has been put right then.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.WhenAll(
            RunAsync(LinkTrouble.All, LinkPeace, new Random(seed), stopping),
            RunAsync(NodeTrouble.All, NodePeace, new Random(seed + 1), stopping),
            RunAsync(cluster.Backing is null ? [] : BackingTrouble.All, NodePeace, new Random(seed + 2), stopping));
        foreach (var node in cluster.Nodes)
            node.Proxy.Heal();
    }

    private async Task RunAsync(IReadOnlyList<ITrouble> kinds, TimeSpan longestPeace, Random random, CancellationToken stopping)
    {
        var next = new Queue<ITrouble>();
        while (kinds.Count > 0)
        {
            await Task.Delay(longestPeace * random.NextDouble(), TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            if (next.Count == 0)
                next = new(kinds.OrderBy(_ => random.Next()));
            var trouble = next.Dequeue();
            _struck.AddOrUpdate($"{trouble}", 1, static (_, count) => count + 1);
            await trouble.StrikeAsync(cluster, random, stopping);
        }
    }
}
