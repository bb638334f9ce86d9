using GroupChat.Chaos.Tests.Runs;

namespace GroupChat.Chaos.Tests;

/// <summary>The long run by hand: see run.sh.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var options = RunOptions.Read(args);
        if (options is null)
            return 2;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var (acknowledged, broken) = (0, 0);
        foreach (var plan in Plans(options))
        {
            var report = await TryAsync(plan, stop.Token);
            (acknowledged, broken) = (acknowledged + (report?.Acknowledged ?? 0), broken + (report?.Violations.Count ?? 1));
        }

        Console.WriteLine($"{options.Seeds} seeds, {acknowledged} acknowledged, {broken} violations");
        return broken == 0 ? 0 : 1;
    }

    private static IEnumerable<RunPlan> Plans(RunOptions options) =>
        from seed in Enumerable.Range(options.Seed, options.Seeds)
        from backend in options.Backends
        select new RunPlan(seed, backend, TimeSpan.FromSeconds(options.Seconds)) { Rate = options.Rate };

    /// <summary>Null when the run did not come to its end, such as when a server ended by itself: as bad as a violation.</summary>
    private static async Task<RunReport?> TryAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var report = await ChaosRun.RunAsync(plan, cancellationToken);
            Console.WriteLine(report);
            return report;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine($"seed {plan.Seed} {plan.Backend}: {failure}");
            return null;
        }
    }
}
