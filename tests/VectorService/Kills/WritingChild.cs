using System.Globalization;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>
/// Writes until it is killed: a few writers, each with ids of its own, replace and delete points; another asks, so that a graph is
/// built and saved meanwhile. It says what it is about to do and, once that is acknowledged, that it is done.
/// </summary>
internal sealed class WritingChild(KilledHouse house, TenantAddress room, TenantCache tenants, int run)
{
    public const int Writers = 4;
    public const int IdsOfAWriter = 500;

    private readonly Lock _saying = new();

    public static async Task RunAsync(string folder, int run)
    {
        await using var house = new KilledHouse(folder, NullLogger<IndexFolder>.Instance);
        var collection = await house.CollectionAsync();
        var upkeep = new IndexUpkeep(house.Files);
        var tenants = new TenantCache(house.Loader, upkeep, maxTenants: 4);
        var child = new WritingChild(house, collection.Tenant("room"), tenants, run);
        await Task.WhenAll([
            upkeep.RunAsync(default),
            .. Enumerable.Range(0, Writers).Select(writer => Task.Run(() => child.WriteAsync(writer))),
            Task.Run(async () =>
            {
                while (true)
                    await tenants.GetAsync(collection, "room", default); // loads, and offers the graph to upkeep
            }),
        ]);
    }

    /// <summary>The vector of the write of this number; the same in every process.</summary>
    public static float[] VectorOf(int write) => new Clouds(Tenants.Dimension, write).Next(write);

    private async Task WriteAsync(int writer)
    {
        var random = new Random((run * Writers) + writer);
        for (var turn = 0; ; turn++)
        {
            var ids = Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(IdsOfAWriter)).Distinct().ToArray();
            var write = random.Next(4) == 0 ? 0 : (((run * 10_000) + turn) * Writers) + writer + 1; // 0: delete
            Say("begin", writer, write, ids);
            await (write == 0 ? DeleteAsync(writer, ids) : UpsertAsync(writer, write, ids));
            Say("done", writer, write, ids);
        }
    }

    private async Task UpsertAsync(int writer, int write, int[] ids)
    {
        var points = Array.ConvertAll(ids, id => Tenants.Point(id, VectorOf(write)) with { Id = Id(writer, id), Text = $"write {write}" });
        FeatureUpdate? counting = null;
        await house.Store.UpsertAsync(room, points, Apply, default);
        counting?.Run();

        void Apply(long version) => counting = tenants.Apply(room, new(version, [.. points.Select(point => new IndexedPoint(point))], []));
    }

    private async Task DeleteAsync(int writer, int[] ids)
    {
        FeatureUpdate? counting = null;
        await house.Store.DeleteAsync(
            room, [.. ids.Select(id => Id(writer, id))], gone => counting = tenants.Apply(room, new(gone.Version, [], gone.Ids)), default);
        counting?.Run();
    }

    public static string Id(int writer, int id) => string.Create(CultureInfo.InvariantCulture, $"w{writer}p{id}");

    private void Say(string what, int writer, int write, int[] ids)
    {
        lock (_saying)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {writer} {write} {string.Join(',', ids)}."));
    }
}
