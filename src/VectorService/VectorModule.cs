using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Admin;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Neighbours;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Qdrant;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors;

/// <summary>VectorService in a host: collections of points, their embedders and the search over them, kept in vectors.db.</summary>
public static class VectorModule
{
    /// <summary>Adds the service. It calls AgentService where a configured embedder is one of its models, else nobody.</summary>
    public static WebApplicationBuilder AddVectors(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSettings<VectorOptions>("Vectors")
            .AddOpenAtStart<IPointStore>()
            .AddEmbedders(builder.Configuration)
            .AddSingleton<CollectionCatalog>()
            .AddSingleton<PointIntake>()
            .AddSingleton<PointShelf>()
            .AddSingleton<RecallProbe>()
            .AddSingleton<PointExport>()
            .AddSingleton<VectorAdmin>()
            .AddSingleton<VectorRpc>();
        if (builder.Configuration["Vectors:Qdrant:Address"] is { Length: > 0 })
            builder.Services.AddQdrant();
        else
            builder.Services.AddEmbedded();
        return builder;
    }

    private static void AddEmbedded(this IServiceCollection services) => services
        .AddDataFolder()
        .AddSingleton(OpenStore)
        .AddSingleton<IPointStore>(provider => provider.GetRequiredService<SqlitePointStore>())
        .AddSingleton(OpenFolder)
        .AddSingleton<IndexUpkeep>()
        .AddHostedService<IndexUpkeepService>()
        .AddSingleton(OpenCache)
        .AddSingleton<ITenantFollower>(provider => provider.GetRequiredService<TenantCache>())
        .AddSingleton<IPointSearch, PointSearch>()
        .AddSingleton<ICollectionStatistics, EmbeddedStatistics>()
        .AddSingleton(OpenPlaces)
        .AddSingleton<SnapshotRestore>()
        .AddSingleton<ISnapshots, SnapshotArchive>()
        .AddHostedService<UnfinishedSnapshots>();

    /// <summary>Puts the service on the wire.</summary>
    public static IEndpointRouteBuilder MapVectors(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroupChatService<VectorRpc>();
        return endpoints;
    }

    private static TenantCache OpenCache(IServiceProvider services)
    {
        var options = services.GetRequiredService<VectorOptions>();
        var settings = DenseSettings.Default with { ScanLimit = options.GraphAbove, TargetRecall = options.TargetRecall };
        var loader = new TenantLoader(services.GetRequiredService<SqlitePointStore>(), services.GetRequiredService<IndexFolder>(), settings);
        return new TenantCache(loader, services.GetRequiredService<IndexUpkeep>(), options.MaxLoadedTenants);
    }

    private static SnapshotPlaces OpenPlaces(IServiceProvider services) => new(services.GetRequiredService<DataFolder>().File("snapshots"));

    private static IndexFolder OpenFolder(IServiceProvider services) => new(
        services.GetRequiredService<DataFolder>().File("vectors"), services.GetRequiredService<ILogger<IndexFolder>>());

    private static SqlitePointStore OpenStore(IServiceProvider services) => new(SqliteDatabase.Open(
        services.GetRequiredService<DataFolder>().File(VectorSchema.File),
        VectorSchema.Migrations,
        logger: services.GetRequiredService<ILogger<SqliteDatabase>>()));
}
