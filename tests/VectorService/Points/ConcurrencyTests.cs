using GroupChat.TestSupport;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;
using static GroupChat.Vectors.Tests.Kit.VectorHouse;

namespace GroupChat.Vectors.Tests.Points;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Rounds = 40;

    /// <summary>
    /// Writers add, replace and delete in one tenant while readers search and the tenant is dropped and loaded again and again.
    /// Every search sees each acknowledged point exactly once, and at the end the index holds what the store holds.
    /// </summary>
    [Fact]
    public async Task Search_WhileWritersWrite_SeesEveryAcknowledgedPointOnce()
    {
        using var folder = new TempFolder();
        await using var house = await WithCollectionAsync(folder, maxTenants: 1);
        var acknowledged = new int[Writers];
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(house, writer, acknowledged))));
        var reading = Task.WhenAll(Task.Run(() => ReadAsync(house, acknowledged, writing)), Task.Run(() => DisturbAsync(house, writing)));
        await writing.Within(TimeSpan.FromSeconds(60));
        await reading.Within(TimeSpan.FromSeconds(60));

        var left = await house.SearchAsync("room", "steady", SearchMode.Lexical, limit: 100);
        Assert.Equal(Writers, left.Count);
        Assert.Equal(Writers * (Rounds + 1), await house.Shelf.CountAsync(Room("room"), null, default).Within());
        foreach (var writer in Enumerable.Range(0, Writers))
            Assert.Equal(Rounds, (await house.SearchAsync("room", $"mark{writer}", SearchMode.Lexical, limit: 100)).Count);
    }

    // Each round: a point that stays, one that is replaced, one that comes and goes.
    private static async Task WriteAsync(VectorHouse house, int writer, int[] acknowledged)
    {
        for (var round = 0; round < Rounds; round++)
        {
            await house.AddAsync(
                "room",
                Draft($"{writer}-{round}", $"mark{writer} round {round}"),
                Draft($"{writer}-steady", $"steady of writer {writer} version {round}"),
                Draft($"{writer}-gone", "fleeting"));
            Volatile.Write(ref acknowledged[writer], round + 1);
            await house.Shelf.DeleteAsync(Room("room"), [$"{writer}-gone"], null, default).Within();
        }
    }

    private static async Task ReadAsync(VectorHouse house, int[] acknowledged, Task writing)
    {
        while (!writing.IsCompleted)
        {
            for (var writer = 0; writer < Writers; writer++)
            {
                var before = Volatile.Read(ref acknowledged[writer]);
                var ids = (await house.SearchAsync("room", $"mark{writer}", SearchMode.Lexical, limit: 100)).Select(hit => hit.Point.Id)
                    .ToArray();
                Assert.Equal(ids.Distinct(), ids);
                Assert.Superset(Enumerable.Range(0, before).Select(round => $"{writer}-{round}").ToHashSet(), ids.ToHashSet());
            }
        }
    }

    private static async Task DisturbAsync(VectorHouse house, Task writing)
    {
        for (var i = 0; !writing.IsCompleted; i++)
            await house.SearchAsync($"elsewhere{i % 3}", "anything");
    }
}
