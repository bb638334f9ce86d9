using GroupChat.Agents.Grounding;
using GroupChat.Agents.Mcp;
using GroupChat.Agents.Neighbours;
using GroupChat.Agents.Safety;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;
using GroupChat.Contracts.Scraper.V1;
using GroupChat.ServiceDefaults.Channels;
using GroupChat.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents;

/// <summary>The tools of the agents. They call ChatService, as the module of agents does, and ScraperService, wherever they are.</summary>
internal static class ToolsModule
{
    public static IServiceCollection AddTools(this IServiceCollection services) => services
        .AddSettings<ToolsOptions>("Tools")
        .AddServiceClient<ScraperService.ScraperServiceClient>()
        .AddSingleton<IMessageSearch, RoomMessages>()
        .AddSingleton<IPageReader, ScrapedPages>()
        .AddSingleton<IRoomPins, PinnedMessages>()
        .AddSingleton(static services => new GitHubClient(AddressOf(services.GetRequiredService<ToolsOptions>())))
        .AddSettings<McpOptions>("Mcp:Servers")
        .AddSingleton<McpToolSource>()
        .AddHostedService(static services => services.GetRequiredService<McpToolSource>())
        .AddSingleton(static services => new ToolRegistry(ToolsOf(services), services.GetRequiredService<McpToolSource>()))
        .AddSingleton<ToolResults>()
        .AddSingleton<ToolRunner>()
        .AddSingleton<ToolLoop>()
        .AddSettings<AnswersOptions>("Answers")
        .AddSingleton<AnswerSafety>();

    private static IEnumerable<Tool> ToolsOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<ToolsOptions>();
        yield return RoomlessTools.Calculator;
        yield return RoomlessTools.Clock(services.GetRequiredService<TimeProvider>());
        yield return RoomTools.SearchDocuments(services.GetRequiredService<IPassageSearch>());
        yield return RoomTools.SearchMessages(services.GetRequiredService<IMessageSearch>());
        if (options.PinMessages)
            yield return PinTool.Of(services.GetRequiredService<IRoomPins>());
        if (options.FetchPages)
            yield return WebTools.FetchPage(services.GetRequiredService<IPageReader>());
        if (options.GitHubAddress.Length > 0)
            yield return WebTools.GitHubRepository(services.GetRequiredService<GitHubClient>());
    }

    private static Uri AddressOf(ToolsOptions options) => new(options.GitHubAddress);
}
