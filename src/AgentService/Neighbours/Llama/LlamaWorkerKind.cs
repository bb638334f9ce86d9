using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Neighbours.Llama.Wire;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GroupChat.Agents.Neighbours.Llama;

/// <summary>The child process in which local models run: <c>--worker llama</c>.</summary>
internal static class LlamaWorkerKind
{
    public const string Name = "llama";

    public static WorkerKind Kind { get; } = new(
        Name,
        static builder => builder.Services
            .AddSingleton(static services => new EngineShelf(request => Open(services, request)))
            .AddSingleton<StateFolders>()
            .AddSingleton<LlamaWorkerRpc>(),
        static app => app.MapGroupChatService<LlamaWorkerRpc>());

    private static ILlamaEngine Open(IServiceProvider services, LoadRequest request)
    {
        var logger = services.GetRequiredService<ILogger<LlamaEngine>>();
        var settings = new EngineSettings
        {
            ContextTokens = request.ContextTokens,
            Parallel = request.Parallel,
            Adapters = [.. request.Adapters.Select(static adapter => new AdapterFile(adapter.Path, adapter.Scale) { Name = adapter.Name, OnRequest = adapter.Optional })],
        };
        if (request.Threads > 0)
            settings = settings with { Threads = request.Threads };
        return request.Embeds
            ? EmbeddingEngine.Load(request.Path, request.LibraryFolder, settings, logger)
            : LlamaEngine.Load(
                request.Path, request.LibraryFolder, settings, services.GetRequiredService<TimeProvider>(), logger, services.GetRequiredService<StateFolders>().Of(request.State));
    }
}
