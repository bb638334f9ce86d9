using GroupChat.Vectors.Files;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Hosting;

namespace GroupChat.Vectors.Index;

/// <summary>Removes the files of collections that are gone, then runs <see cref="IndexUpkeep"/> as long as the host.</summary>
internal sealed class IndexUpkeepService(IndexUpkeep upkeep, IndexFolder files, IPointStore store) : BackgroundService
{
    private const int Page = 1_000;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(
        async () =>
        {
            // Read before anything new can be saved under a key that is not among them.
            files.DropAllBut(await KeysAsync(stoppingToken));
            await upkeep.RunAsync(stoppingToken);
        },
        stoppingToken);

    private async Task<HashSet<long>> KeysAsync(CancellationToken cancellationToken)
    {
        var keys = new HashSet<long>();
        for (var after = ""; ;)
        {
            var page = await store.ListCollectionsAsync(after, Page, cancellationToken);
            keys.UnionWith(page.Select(collection => collection.Definition.Key));
            if (page.Count < Page)
                return keys;
            after = page[^1].Definition.Id;
        }
    }
}
