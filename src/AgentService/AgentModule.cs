using GroupChat.Agents.Catalog;
using GroupChat.Agents.Extractive;
using GroupChat.Agents.Grounding;
using GroupChat.Agents.Language;
using GroupChat.Agents.Metering;
using GroupChat.Agents.Models;
using GroupChat.Agents.Models.Embeddings;
using GroupChat.Agents.Models.Files;
using GroupChat.Agents.Models.Pipeline;
using GroupChat.Agents.Neighbours;
using GroupChat.Agents.Neighbours.Llama;
using GroupChat.Agents.Storage;
using GroupChat.Agents.Turns;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents;

/// <summary>AgentService in a host: the agents, the models they answer with, and the worker that answers their turns.</summary>
public static class AgentModule
{
    // Bytes of UTF-8, as the contract says of RunFinish.text.
    private const int MostAnswerBytes = 65_536;

    /// <summary>Adds the service. It calls ChatService and DocumentService, wherever they are.</summary>
    public static WebApplicationBuilder AddAgents(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSettings<AgentsOptions>("Agents")
            .AddDataFolder()
            .AddStorageSettings()
            .AddSingleton<AgentDatabase>()
            .AddOpenAtStart<AgentDatabase>()
            .AddSingleton<IAgentStore, SqlAgentStore>()
            .AddServiceClient<ChatService.ChatServiceClient>()
            .AddServiceClient<TurnService.TurnServiceClient>()
            .AddServiceClient<DocumentService.DocumentServiceClient>()
            .AddSingleton<AgentRpc>()
            .AddSingleton<EmbeddingDesk>()
            .AddSingleton<EmbeddingRpc>()
            .AddSingleton<AgentCatalog>()
            .AddSingleton<IRoomOwners, RoomOwners>()
            .AddSingleton<AgentAccess>()
            .AddSingleton<AgentDesk>()
            .AddSingleton<AgentTeller>()
            .AddSingleton<IAgentNews>(static services => services.GetRequiredService<AgentTeller>())
            .AddHostedService<AgentFollower>()
            .AddHostedService(static services => services.GetRequiredService<AgentTeller>())
            .AddSettings<ModelsOptions>("Models")
            .AddSettings<LlmOptions>("Llm")
            .AddWorker(LlamaWorkerKind.Kind, static services => LimitsOf(services.GetRequiredService<LlmOptions>()))
            .AddSingleton<ILocalEngines, LlamaEngines>()
            .AddSingleton<StateStore>()
            .AddHostedService<StateSweep>()
            .AddSingleton<ModelFolder>()
            .AddSingleton(static services => new ModelSource(
                new DownloadHosts(services.GetRequiredService<LlmOptions>().DownloadHosts), services.GetRequiredService<TimeProvider>()))
            .AddSingleton<ModelDownloads>()
            .AddSingleton<ModelDesk>()
            .AddSingleton<ModelRpc>()
            .AddSingleton(ModelsOf)
            .AddOpenAtStart<ModelCatalog>()
            .AddHostedService<ModelProbe>()
            .AddSingleton(static services => LimitsOf(services.GetRequiredService<AgentsOptions>()))
            .AddSingleton<IPassageSearch, DocumentPassages>()
            .AddSingleton<IQuoteVerifier, DocumentQuotes>()
            .AddSingleton<CitationChecker>()
            .AddGrounding()
            .AddSingleton<TurnRunner>()
            .AddSingleton<AssignedTurns>()
            .AddSingleton<UsageLedger>()
            .AddSingleton<IUsageLedger>(static services => services.GetRequiredService<UsageLedger>())
            .AddHostedService(static services => services.GetRequiredService<UsageLedger>())
            .AddHostedService<TurnWorker>()
            .AddTools()
            .AddLanguage();
        return builder;
    }

    /// <summary>Puts the service on the wire.</summary>
    public static IEndpointRouteBuilder MapAgents(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroupChatService<AgentRpc>();
        endpoints.MapGroupChatService<LanguageRpc>();
        endpoints.MapGroupChatService<EmbeddingRpc>();
        endpoints.MapGroupChatService<ModelRpc>();
        return endpoints;
    }

    private static ModelCatalog ModelsOf(IServiceProvider services)
    {
        var preferred = services.GetRequiredService<AgentsOptions>().Model;
        ModelCatalog? catalog = null;
        var factory = new ModelFactory(
            id => catalog!.Find(id),
            services.GetRequiredService<ILocalEngines>().Of,
            services.GetRequiredService<LlmOptions>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<LogChatClient>>());
        var configured = services.GetRequiredService<ModelsOptions>().Select(model => factory.Make(model.Key, model.Value));
        catalog = new ModelCatalog(
            [Extractive(services), .. configured], preferred, new FolderModels(services.GetRequiredService<ModelFolder>(), factory.Make));
        return catalog.Find(preferred) switch
        {
            null => throw new StartupError("Agents:Model", $"there is no model {preferred}; configure it as Models:{preferred}, or download it"),
            { Embedder: not null } => throw new StartupError("Agents:Model", $"{preferred} turns texts into vectors and answers nobody"),
            _ => catalog,
        };
    }

    private static Model Extractive(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var delay = TimeSpan.FromMilliseconds(services.GetRequiredService<AgentsOptions>().PieceDelayMilliseconds);
        return new Model(
            ExtractiveChatClient.Name,
            "Extractive answerer",
            ExtractiveChatClient.Name,
            "Quotes the sentences of the room's documents that fit a question best. Needs no model file and writes no text of its own.",
            Generative: false,
            new TelemetryChatClient(new ExtractiveChatClient(delay, time), time));
    }

    private static WorkerLimits LimitsOf(LlmOptions options) =>
        new() { MemoryBytes = options.MemoryBytes, LeaseTimeout = TimeSpan.FromSeconds(options.WaitSeconds) };

    private static TurnLimits LimitsOf(AgentsOptions options) =>
        new(TimeSpan.FromSeconds(options.TurnTimeoutSeconds), MostAnswerBytes, options.MaxPassages);
}
