using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Vectors.Qdrant;

/// <summary>Points, and the search over them, on a Qdrant server.</summary>
internal static class QdrantModule
{
    public static IServiceCollection AddQdrant(this IServiceCollection services) => services
        .AddSingleton(static provider => provider.GetRequiredService<VectorOptions>().Qdrant)
        .AddSingleton(static provider => OpenLink(provider.GetRequiredService<QdrantOptions>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<QdrantCollections>()
        .AddSingleton<QdrantPointStore>()
        .AddSingleton<IPointStore>(static provider => provider.GetRequiredService<QdrantPointStore>())
        .AddSingleton<ITenantFollower, NothingInMemory>()
        .AddSingleton<IPointSearch, QdrantSearch>()
        .AddSingleton<ICollectionStatistics, QdrantStatistics>()
        .AddSingleton<ISnapshots, QdrantSnapshots>();

    private static QdrantLink OpenLink(QdrantOptions options, TimeProvider time) => new(options, QdrantChannel.KeyOf(options), time);
}
