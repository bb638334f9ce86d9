using GroupChat.Chaos.Tests.Plants;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Runs;
using Xunit.Abstractions;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>The whole way from a live server to the verdict, with bugs put between the server and its clients: each is found.</summary>
[Collection("live servers")]
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Run_WithBugsPlanted_FindsEachOfThem()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var bugs = new PlantedBugs();
        var report = await ChaosRun.RunAsync(
            new(1, Backend.Sqlite, TimeSpan.FromSeconds(3))
            {
                Clients = bugs.Plants.Count + 2,
                Rate = 600,
                WorkersEach = 4,
                Rooms = 1,
                RoomsEach = 1,
                HasTroubles = false,
                Tamper = bugs,
                Until = () => bugs.Plants.All(plant => plant.HasStruck),
            },
            limit.Token);

        output.WriteLine($"{report}");
        Assert.All(bugs.Plants, plant => Assert.True(plant.HasStruck));
        foreach (var plant in bugs.Plants)
        {
            var victim = bugs.VictimOf(plant);
            Assert.True(
                report.Violations.Any(violation => violation.Kind == plant.Shows
                    && (!plant.NamesVictim || violation.Explanation.Contains(victim, StringComparison.Ordinal))),
                $"{plant.Shows} of {victim} was not found.");
        }
    }
}
