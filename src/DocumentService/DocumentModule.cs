using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Vector.V1;
using GroupChat.Documents.Documents;
using GroupChat.Documents.Indexing;
using GroupChat.Documents.Neighbours;
using GroupChat.Documents.Passages;
using GroupChat.Documents.Scraping;
using GroupChat.Documents.Storage;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroupChat.Documents;

/// <summary>DocumentService and ScraperService in a host: documents of rooms, from files and from the web.</summary>
public static class DocumentModule
{
    /// <summary>Adds both services. They call ChatService and VectorService, wherever these are.</summary>
    public static WebApplicationBuilder AddDocuments(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRoomAccess, ChatRoomAccess>();
        services.TryAddSingleton<IPassageIndex, VectorPassageIndex>();
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services
            .AddSettings<DocumentOptions>("Documents")
            .AddSettings<ScraperOptions>("Scraper")
            .AddServiceClient<ChatService.ChatServiceClient>()
            .AddServiceClient<VectorService.VectorServiceClient>()
            .AddDataFolder()
            .AddSingleton<IDocumentStore>(static provider => new SqliteDocumentStore(Open(provider)))
            .AddSingleton(static provider => new UploadFolder(provider.GetRequiredService<DataFolder>().File("uploads")))
            .AddOpenAtStart<IDocumentStore>()
            .AddOpenAtStart<UploadFolder>()
            .AddSingleton<IndexingBoard>()
            .AddSingleton<DocumentWork>()
            .AddSingleton<DocumentIntake>()
            .AddSingleton<UploadIntake>()
            .AddSingleton<DocumentShelf>()
            .AddSingleton<PassageSearch>()
            .AddSingleton<QuoteVerifier>()
            .AddSingleton<EgressGuard>()
            .AddSingleton<PageFetcher>()
            .AddSingleton<PageScraper>()
            .AddSingleton<DocumentRpc>()
            .AddSingleton<ScraperRpc>()
            .AddHostedService<DocumentIndexer>();
        return builder;
    }

    /// <summary>Puts both services on the wire.</summary>
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroupChatService<DocumentRpc>();
        endpoints.MapGroupChatService<ScraperRpc>();
        return endpoints;
    }

    private static SqliteDatabase Open(IServiceProvider provider) => SqliteDatabase.Open(
        provider.GetRequiredService<DataFolder>().File("documents.db"),
        DocumentSchema.Migrations,
        logger: provider.GetRequiredService<ILogger<SqliteDatabase>>());
}
