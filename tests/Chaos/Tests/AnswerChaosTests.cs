using System.Globalization;
using GroupChat.Chaos.Tests.Answers;
using Xunit.Abstractions;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The short version of the run about answers, and the proof that its judge sees bugs. The seed is that of the other run.</summary>
[Collection("live servers")]
public sealed class AnswerChaosTests(ITestOutputHelper output)
{
    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("GROUPCHAT_CHAOS_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Answers_WithStreamsCutAndProcessesKilled_AreTheSameForEverybody()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var report = await AnswerRun.RunAsync(new(Seed, Strikes: 30), limit.Token);
        output.WriteLine($"{report}");
        Assert.True(report.Violations.Count == 0, $"{report}");
        Assert.True(report.Ends.Count > 0, $"{report}");
    }

    [Fact]
    public async Task Answers_WithBugsPlanted_AreFoundToBeWrong()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var report = await AnswerRun.RunAsync(new(Seed, Strikes: 0) { HasPlants = true }, limit.Token);
        output.WriteLine($"{report}");
        foreach (var plant in report.Plants)
            Assert.Contains(report.Violations, violation => violation.Fault == plant.Shows && violation.Viewer == plant.Viewer);
    }
}
