using System.Collections.Concurrent;
using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>
/// Lets things go wrong, in an order that its seed decides: every kind once, shuffled, and again. What befalls connections and
/// what befalls processes, and what befalls what they share, goes on side by side.
/// </summary>
/// <param name="cluster">What suffers.</param>
/// <param name="seed">Decides what comes next.</param>
/// <param name="acknowledged">How many attempts have been acknowledged so far.</param>
/// <param name="progress">How many more the next trouble waits for, so that there is something to hurt; those of links for fewer.</param>
internal sealed class Nemesis(Cluster cluster, int seed, Func<int> acknowledged, int progress)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LinkPeace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan NodePeace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> _struck = new();

    /// <summary>How often each kind has struck.</summary>
    public IReadOnlyDictionary<string, int> Struck => _struck;

    /// <summary>Until told to stop; everything has been put right then.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.WhenAll(
            RunAsync(LinkTrouble.All, LinkPeace, progress / 4, new Random(seed), stopping),
            RunAsync(NodeTrouble.All, NodePeace, progress, new Random(seed + 1), stopping),
            RunAsync(cluster.Backing is null ? [] : BackingTrouble.All, NodePeace, progress, new Random(seed + 2), stopping));
        foreach (var node in cluster.Nodes)
            node.Proxy.Heal();
    }

    private async Task RunAsync(IReadOnlyList<ITrouble> kinds, TimeSpan longestPeace, int least, Random random, CancellationToken stopping)
    {
        var next = new Queue<ITrouble>();
        while (kinds.Count > 0)
        {
            await PeaceAsync(longestPeace * random.NextDouble(), least, stopping);
            if (stopping.IsCancellationRequested)
                return;
            if (next.Count == 0)
                next = new(kinds.OrderBy(_ => random.Next()));
            var trouble = next.Dequeue();
            _struck.AddOrUpdate($"{trouble}", 1, static (_, count) => count + 1);
            await trouble.StrikeAsync(cluster, random, stopping);
        }
    }

    /// <summary>Lasts until the clients have got on, too, as far as they do: on a slow machine nothing would be under way otherwise.</summary>
    private async Task PeaceAsync(TimeSpan time, int least, CancellationToken stopping)
    {
        var (start, before) = (TimeProvider.System.GetTimestamp(), acknowledged());
        await Task.Delay(time, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stopping.IsCancellationRequested && acknowledged() - before < least && TimeProvider.System.GetElapsedTime(start) < LongestWait)
            await Task.Delay(Glance, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
