using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.Vectors.Embedding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Vectors.Neighbours;

/// <summary>The embedders of a host: hash-v1, and those that are configured.</summary>
internal static class EmbedderModule
{
    public static IServiceCollection AddEmbedders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<EmbeddersOptions>("Embedders").AddSingleton(Open).AddOpenAtStart<EmbedderCatalog>();
        // Only then: a process that needs no neighbour is not told where it is.
        if (configuration.GetSection("Embedders").GetChildren().Any(IsOfAgents))
            services.AddServiceClient<EmbeddingService.EmbeddingServiceClient>();
        return services;
    }

    private static bool IsOfAgents(IConfigurationSection embedder) =>
        string.Equals(embedder[nameof(EmbedderOptions.Provider)], nameof(EmbedderProvider.Agents), StringComparison.OrdinalIgnoreCase);

    private static EmbedderCatalog Open(IServiceProvider services)
    {
        var factory = new EmbedderFactory(
            services.GetRequiredService<EmbeddingService.EmbeddingServiceClient>, services.GetRequiredService<TimeProvider>());
        var configured = services.GetRequiredService<EmbeddersOptions>().Select(pair => factory.Make(pair.Key, pair.Value));
        return new EmbedderCatalog([Embedder.Hash(), .. configured], services.GetRequiredService<VectorOptions>().Embedder);
    }
}
