using System.Globalization;
using GroupChat.Chaos.Tests.Answers;
using GroupChat.Chaos.Tests.Runs;

namespace GroupChat.Chaos.Tests;

/// <summary>The long run by hand: see run.sh.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--answers", ..])
            return await AnswersAsync(args);
        var options = RunOptions.Read(args);
        if (options is null)
            return 2;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        var broken = 0;
        foreach (var backend in options.Backends)
        {
            var (events, violations) = (0, 0);
            foreach (var seed in Enumerable.Range(options.Seed, options.Seeds))
            {
                var report = await TryAsync(options.Plan(seed, backend), stop.Token);
                (events, violations) = (events + (report?.AcknowledgedEvents ?? 0), violations + (report?.Violations.Count ?? 1));
            }

            Console.WriteLine($"{backend}: {options.Seeds} seeds, {events} acknowledged events, {violations} violations");
            broken += violations;
        }

        return broken == 0 ? 0 : 1;
    }

    /// <summary>--answers STRIKES [SEED]: cuts and kills while agents answer.</summary>
    private static async Task<int> AnswersAsync(string[] args)
    {
        var numbers = args.Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var plan = new AnswerPlan(numbers.ElementAtOrDefault(1) is var seed and > 0 ? seed : 1, numbers.FirstOrDefault(500))
        {
            Heard = Console.Error.WriteLine,
        };
        var report = await AnswerRun.RunAsync(plan, CancellationToken.None);
        Console.WriteLine(report);
        return report.Violations.Count == 0 ? 0 : 1;
    }

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
