using System.Globalization;
using GroupChat.Chaos.Tests.Processes;
using GroupChat.Chaos.Tests.Runs;
using Xunit.Abstractions;

namespace GroupChat.Chaos.Tests.Tests;

/// <summary>
/// The short version of the checker's run. The seed is always the same, unless <c>GROUPCHAT_CHAOS_SEED</c> says otherwise; the
/// verdict depends on broken promises alone, never on how fast the machine is.
/// </summary>
[Collection("live servers")]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("GROUPCHAT_CHAOS_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public Task Run_OneServerOnSqlite_KeepsEveryPromise() => RunAsync(Backend.Sqlite);

    [Fact]
    public Task Run_TwoServersOnPostgresAndRedis_KeepsEveryPromise() => RunAsync(Backend.Postgres);

    private async Task RunAsync(Backend backend)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(8));
        var report = await ChaosRun.RunAsync(new(Seed, backend, TimeSpan.FromSeconds(12)) { Rate = 300, Clients = 8, WorkersEach = 4, Rooms = 3, Progress = 40 }, limit.Token);
        output.WriteLine($"{report}");
        Assert.True(report.Violations.Count == 0, $"{report}");
        Assert.True(report.Acknowledged > 0, $"{report}");
    }
}
