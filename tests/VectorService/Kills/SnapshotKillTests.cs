using System.Diagnostics;
using System.Globalization;
using GroupChat.TestSupport;
using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;
using Xunit.Abstractions;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>
/// A process that restores or takes snapshots is killed again and again. GROUPCHAT_KILLS=50 has it done so often; without it, twice or three times.
/// </summary>
public sealed class SnapshotKillTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Points = 3_000;
    private const string Target = "copy";
    private const string Done = "done";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(13);

    public async Task InitializeAsync()
    {
        await using var house = await SnapshotHouse.OpenAsync(_folder.Path).Within();
        var collection = (await house.Catalog.EnsureAsync(new(SnapshotHouse.Source, "none", Tenants.Dimension), default).Within()).Definition;
        var clouds = new Clouds(Tenants.Dimension, seed: 3);
        foreach (var some in Enumerable.Range(0, Points).GroupBy(number => number % 3))
            await house.Store.UpsertAsync(collection.Tenant($"room {some.Key}"), [.. some.Select(Point)], _ => { }, default).Within();

        StoredPoint Point(int number) => Snapshots.Point($"p{number}", $"text {number}", ("key", $"{number % 7}")) with { Vector = clouds.Next(number) };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_WhileRestoring_LeavesTheOldCollectionOrAllOfTheNewOne()
    {
        var (snapshot, contents) = await TakeAsync();
        var whole = 0;
        var kills = Kills(3);
        for (var kill = 0; kill < kills; kill++)
        {
            var wasThere = kill % 2 == 0;
            await PrepareAsync(wasThere);
            // One in three at the end, when all that is missing is its name, or when it has just got that.
            var until = kill % 3 == 2 ? 2 * Points : _random.Next(Points, 2 * Points);
            var said = await RunAndKillAsync(
                ["restore", _folder.Path, snapshot, Target],
                word => word == Done || int.Parse(word, CultureInfo.InvariantCulture) >= until);
            var isWhole = await IsWholeAsync(wasThere, contents);
            Assert.True(isWhole || !said.Contains(Done), "an acknowledged restore is gone");
            whole += isWhole ? 1 : 0;
        }

        output.WriteLine($"{kills} kills, {whole} times the new collection was there");
    }

    [Fact]
    public async Task Kill_WhileTakingSnapshots_LeavesWholeOnesOnly()
    {
        var taken = new HashSet<string>();
        var kills = Kills(2);
        for (var kill = 0; kill < kills; kill++)
        {
            var left = _random.Next(0, 6);
            taken.UnionWith(await RunAndKillAsync(["snapshots", _folder.Path], _ => left-- <= 0));
            await using var house = await SnapshotHouse.OpenAsync(_folder.Path).Within();
            var listed = house.Archive.List(SnapshotHouse.Source);
            Assert.Superset(taken, listed.Select(one => one.Id).ToHashSet());
            Assert.All(listed, one => Assert.Equal(Points, one.Points));
            foreach (var one in listed)
                SnapshotReader.Verify(house.Places.Require(SnapshotHouse.Source, one.Id), default);
            Assert.Empty(Directory.EnumerateFiles(_folder.File("snapshots"), "*.part", SearchOption.AllDirectories));
        }

        output.WriteLine($"{kills} kills, {taken.Count} snapshots acknowledged");
    }

    private static int Kills(int few) =>
        Environment.GetEnvironmentVariable("GROUPCHAT_KILLS") is { } many ? int.Parse(many, CultureInfo.InvariantCulture) : few;

    private async Task<(string Snapshot, SortedSet<string> Contents)> TakeAsync()
    {
        await using var house = await SnapshotHouse.OpenAsync(_folder.Path).Within();
        var taken = await house.Archive.CreateAsync(SnapshotHouse.Source, default).Within();
        return (taken.Id, await house.ContentsAsync(SnapshotHouse.Source));
    }

    /// <summary>The target is not there, or there without a point.</summary>
    private async Task PrepareAsync(bool isThere)
    {
        await using var house = await SnapshotHouse.OpenAsync(_folder.Path).Within();
        if (await house.Store.FindCollectionAsync(Target, default).Within() is not null)
            await house.Store.DeleteCollectionAsync(Target, _ => { }, default).Within();
        if (isThere)
            await house.Catalog.EnsureAsync(new(Target, "none", 3), default).Within();
    }

    private async Task<bool> IsWholeAsync(bool wasThere, SortedSet<string> contents)
    {
        await using var house = await SnapshotHouse.OpenAsync(_folder.Path).Within();
        var found = await house.Store.DescribeCollectionAsync(Target, default).Within();
        var isNew = found?.Definition.Dimension == Tenants.Dimension;
        if (isNew)
            Assert.Equal(contents, await house.ContentsAsync(Target));
        else
            Assert.Equal(wasThere ? (3, 0) : (0, 0), (found?.Definition.Dimension ?? 0, found?.Points ?? 0));
        Assert.Equal(isNew ? 2 * Points : Points, await house.PointsAsync().Within());
        Assert.Equal(contents, await house.ContentsAsync(SnapshotHouse.Source));
        return isNew;
    }

    /// <summary>Returns what the child said; what the kill cut off says nothing.</summary>
    private static async Task<List<string>> RunAndKillAsync(string[] arguments, Func<string, bool> isTime)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SnapshotKillTests).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var said = new List<string>();
        try
        {
            do
                said.Add((await child.StandardOutput.ReadLineAsync().Within(Patience) ?? throw new InvalidOperationException("The child ended by itself."))[..^1]);
            while (!isTime(said[^1]));
        }
        finally
        {
            child.Kill(); // SIGKILL
        }

        said.AddRange((await child.StandardOutput.ReadToEndAsync().Within(Patience)).Split('\n').Where(line => line.EndsWith('.')).Select(line => line[..^1]));
        await child.WaitForExitAsync().Within(Patience);
        return said;
    }
}
