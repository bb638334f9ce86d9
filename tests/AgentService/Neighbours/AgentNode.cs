using GroupChat.Agents.Models;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Tests.Neighbours;

/// <summary>AgentService as it is hosted, between neighbours that the test plays.</summary>
internal sealed class AgentNode : IAsyncDisposable
{
    private TestNode _node = null!;

    public FakeTurnService Turns { get; } = new();

    public FakeDocuments Documents { get; } = new();

    public FakeMessages Messages { get; } = new();

    public FakePages Pages { get; } = new();

    public TestNode Node => _node;

    /// <param name="model">Takes the place of the extractive answerer.</param>
    /// <param name="settings">More settings, such as <c>("Agents:MaxConcurrentTurns", "1")</c>.</param>
    public static Task<AgentNode> StartAsync(IChatClient? model = null, params (string Key, string Value)[] settings) =>
        StartAsync(model, static _ => { }, data: null, settings);

    /// <param name="model">Takes the place of the extractive answerer.</param>
    /// <param name="data">Outlives the node, for a restart.</param>
    /// <param name="settings">More settings.</param>
    public static Task<AgentNode> StartAsync(IChatClient? model, TempFolder? data, params (string Key, string Value)[] settings) =>
        StartAsync(model, static _ => { }, data, settings);

    /// <param name="model">Takes the place of the extractive answerer.</param>
    /// <param name="add">Adds what comes before the service's own.</param>
    /// <param name="settings">More settings.</param>
    public static Task<AgentNode> StartAsync(IChatClient? model, Action<WebApplicationBuilder> add, params (string Key, string Value)[] settings) =>
        StartAsync(model, add, data: null, settings);

    /// <param name="model">Takes the place of the extractive answerer.</param>
    /// <param name="add">Adds what comes before the service's own.</param>
    /// <param name="data">Outlives the node, for a restart.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<AgentNode> StartAsync(
        IChatClient? model, Action<WebApplicationBuilder> add, TempFolder? data, (string Key, string Value)[] settings)
    {
        var agents = new AgentNode();
        agents._node = await TestNode.StartAsync(
            builder =>
            {
                foreach (var (key, value) in settings)
                    builder.Configuration[key] = value;
                add(builder);
                builder.AddAgents();
                if (model is not null)
                    builder.Services.AddSingleton(new ModelCatalog([new Model("extractive", "Scripted", "test", "", true, Watched(model))]));
                builder.Services.AddSingleton(agents.Turns).AddSingleton(agents.Documents).AddSingleton(agents.Messages).AddSingleton(agents.Pages);
            },
            app =>
            {
                app.MapAgents();
                app.MapGroupChatService<FakeTurnService>();
                app.MapGroupChatService<FakeDocuments>();
                app.MapGroupChatService<FakeMessages>();
                app.MapGroupChatService<FakePages>();
            },
            data);
        return agents;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private static TelemetryChatClient Watched(IChatClient model) => new(model, TimeProvider.System);
}
