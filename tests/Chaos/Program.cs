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
        var (acknowledged, violations) = (0, 0);
        for (var seed = options.Seed; seed < options.Seed + options.Seeds; seed++)
        {
            var plan = new RunPlan(seed, options.Backend, TimeSpan.FromSeconds(options.Seconds)) { Rate = options.Rate };
            var report = await ChaosRun.RunAsync(plan, stop.Token);
            Console.WriteLine(report);
            (acknowledged, violations) = (acknowledged + report.Acknowledged, violations + report.Violations.Count);
        }

        Console.WriteLine($"{options.Seeds} seeds, {acknowledged} acknowledged, {violations} violations");
        return violations == 0 ? 0 : 1;
    }
}
