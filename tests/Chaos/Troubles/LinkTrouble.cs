using GroupChat.Chaos.Tests.Faults;
using GroupChat.Chaos.Tests.Processes;

namespace GroupChat.Chaos.Tests.Troubles;

/// <summary>Does something to some of the open connections, and puts them right after a while.</summary>
internal sealed class LinkTrouble(string name, Action<ProxyLink, Random> harm) : ITrouble
{
    private const double Share = 0.35;

    public static IReadOnlyList<ITrouble> All { get; } =
    [
        new LinkTrouble("reset", static (link, _) => link.Reset()),
        new LinkTrouble("stall", static (link, random) => Directions(link, random).ForEach(fault => fault.Stall())),
        new LinkTrouble("half-open", static (link, _) => link.HalfOpen()),
        new LinkTrouble("slow", static (link, random) => Directions(link, random).ForEach(fault => fault.BytesPerSecond = random.Next(2_000, 20_000))),
        new LinkTrouble("late", static (link, random) => Directions(link, random).ForEach(fault => fault.LatencyMilliseconds = random.Next(10, 150))),
    ];

    public async Task StrikeAsync(Cluster cluster, Random random, CancellationToken cancellationToken)
    {
        var links = cluster.Nodes.SelectMany(node => node.Proxy.Links).Where(_ => random.NextDouble() < Share).ToList();
        foreach (var link in links)
            harm(link, random);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 3_000)), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var link in links)
            link.Heal();
    }

    public override string ToString() => name;

    private static List<Fault> Directions(ProxyLink link, Random random) => random.Next(3) switch
    {
        0 => [link.Up],
        1 => [link.Down],
        _ => [link.Up, link.Down],
    };
}
