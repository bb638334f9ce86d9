using System.Diagnostics;
using GroupChat.Chaos.Tests.Checking;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Troubles;

namespace GroupChat.Chaos.Tests.Runs;

/// <summary>
/// One run from beginning to end: servers, clients, troubles; then rest, until every client knows everything; then the servers are
/// asked afresh and the checker judges.
/// </summary>
internal static class ChaosRun
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public static async Task<RunReport> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var cluster = await Cluster.StartAsync(plan.Backend, cancellationToken);
        using var crew = await Crew.GatherAsync(plan, cluster, cancellationToken);
        var nemesis = new Nemesis(cluster, plan.Seed, () => crew.Acknowledged, plan.Progress);
        await using (crew.SetToWork(cancellationToken))
        {
            await SufferAsync(plan, crew, nemesis, cancellationToken);
            await crew.RestAsync(cancellationToken);
        }

        var evidence = crew.Evidence();
        foreach (var node in cluster.Nodes)
            node.Collect();
        return Report(plan, evidence, nemesis, cluster, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Lets the clients work, and things go wrong, for as long as the plan says.</summary>
    private static async Task SufferAsync(RunPlan plan, Crew crew, Nemesis nemesis, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var troubles = plan.HasTroubles ? nemesis.RunAsync(time.Token) : Task.CompletedTask;
        do
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
        while (!troubles.IsFaulted && (Stopwatch.GetElapsedTime(start) < plan.Duration || crew.Acknowledged < plan.Least || !plan.Until()));
        await time.CancelAsync();
        await troubles;
    }

    private static RunReport Report(RunPlan plan, Evidence evidence, Nemesis nemesis, Cluster cluster, TimeSpan elapsed) => new(
        plan,
        evidence.AcknowledgedEvents(),
        evidence.Attempts.Count(attempt => attempt.Outcome is Outcome.Acknowledged),
        evidence.Attempts.Count,
        evidence.Attempts.Count(attempt => attempt.Outcome is Outcome.Unknown),
        evidence.Rooms.Sum(room => (long)evidence.LogOf(room).Count),
        evidence.Sightings.Count(sighting => sighting.Fact is not null),
        nemesis.Struck,
        cluster.Nodes.Max(node => node.LongestDrain),
        elapsed,
        Checker.Check(evidence),
        [.. cluster.Nodes.SelectMany(node => node.Errors)]);
}
