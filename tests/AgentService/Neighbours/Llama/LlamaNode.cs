using GroupChat.Agents.Models;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>AgentService with a small local model, which runs in a real child process of AgentService's program.</summary>
internal sealed class LlamaNode(AgentNode agents, TinyLlamaFile file) : IAsyncDisposable
{
    public const string Id = "tiny";

    public Agents.Models.Model Model { get; } = agents.Node.Services.GetRequiredService<ModelCatalog>().Find(Id)!;

    public Worker Worker { get; } = agents.Node.Services.GetRequiredKeyedService<Worker>("llama");

    public ModelService.ModelServiceClient Models { get; } = agents.Node.ServiceClient<ModelService.ModelServiceClient>();

    public LogCollector Logs => agents.Node.Logs;

    public AgentNode Agents => agents;

    /// <param name="path">Of another file than the small model's.</param>
    /// <param name="mode">Write or Quote.</param>
    /// <param name="contextTokens">Half of them may be an answer.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<LlamaNode> StartAsync(string? path = null, string mode = "Write", int contextTokens = 1024, params (string Key, string Value)[] settings)
    {
        var file = new TinyLlamaFile(new TinyLlama { Endless = true });
        var agents = await AgentNode.StartAsync(
            null,
            builder => builder.Services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly)),
            [("Llm:WaitSeconds", "55"),
            ($"Models:{Id}:Provider", "Llama"), ($"Models:{Id}:File", path ?? file.Path), ($"Models:{Id}:Threads", "1"),
            ($"Models:{Id}:Mode", mode),
            ($"Models:{Id}:ContextTokens", $"{contextTokens}"), ($"Models:{Id}:MaxOutputTokens", $"{contextTokens / 2}"), ($"Models:{Id}:Retries", "0"), .. settings]);
        return new(agents, file);
    }

    public async ValueTask DisposeAsync()
    {
        await agents.DisposeAsync();
        file.Dispose();
    }
}
