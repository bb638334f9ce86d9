using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Catalog;
using GroupChat.Agents.Tests.Models;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Tests.Neighbours.Llama;

/// <summary>Agents that choose among the adapters of a model.</summary>
public sealed class AgentAdapterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Agent_ThatNamesAdapters_KeepsThemAndMayNameNoOthers()
    {
        await using var node = await StartAsync();
        var admin = new AgentsOf(node, AgentsOf.Admin);
        var wish = AgentsOf.New("ada");
        wish.ModelId = "tiny";
        wish.Parameters = new() { Adapters = new() { Adapters = { new AgentAdapter { Name = "stern" }, new AgentAdapter { Name = "warm", Scale = 0.5 } } } };

        var made = await admin.CreateAsync(wish);
        Assert.Equal(wish.Parameters, made.Parameters);
        var none = await admin.UpdateAsync(new() { AgentId = made.AgentId, Parameters = new() { Adapters = new() } }, "parameters");
        Assert.NotNull(none.Parameters.Adapters);
        Assert.Empty(none.Parameters.Adapters.Adapters);
        var unset = await admin.UpdateAsync(new() { AgentId = made.AgentId, Parameters = new() }, "parameters");
        Assert.Null(unset.Parameters.Adapters);

        wish.Parameters.Adapters.Adapters[0].Name = "unknown";
        Assert.Equal("INVALID_REQUEST", await AgentsOf.ReasonAsync(admin.UpdateAsync(new() { AgentId = made.AgentId, Parameters = wish.Parameters }, "parameters")));
        wish.Parameters.Adapters.Adapters[0] = new() { Name = "warm", Scale = 11 };
        Assert.Equal("INVALID_REQUEST", await AgentsOf.ReasonAsync(admin.UpdateAsync(new() { AgentId = made.AgentId, Parameters = wish.Parameters }, "parameters")));
    }

    [Fact]
    public async Task Answers_OfOneModel_DifferByTheAdaptersThatTheirRequestsName()
    {
        await using var node = await StartAsync();
        var model = node.Node.Services.GetRequiredService<ModelCatalog>().Find("tiny")!;
        Assert.Equal(["stern", "warm"], model.Adapters);

        var usual = await AskAsync(model, null);
        var stern = await AskAsync(model, [new("stern")]);
        var both = await AskAsync(model, [new("stern"), new("warm", 1)]);
        var bare = await AskAsync(model, []);

        Assert.Equal(stern, usual);
        Assert.Equal(3, new[] { stern, both, bare }.Distinct().Count());
    }

    private static async Task<string> AskAsync(Agents.Models.Model model, IReadOnlyList<AdapterUse>? uses)
    {
        var options = new ChatOptions { MaxOutputTokens = 16, Temperature = 0, AdditionalProperties = [] };
        if (uses is not null)
            options.AdditionalProperties[RequestProperties.Adapters] = uses;
        return (await model.Client.AskAsync(options)).Text();
    }

    private Task<AgentNode> StartAsync() => AgentNode.StartAsync(
        null,
        static builder => builder.Services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly)),
        ("Llm:WaitSeconds", "55"),
        ("Models:tiny:Provider", "Llama"), ("Models:tiny:File", new TinyLlama { Endless = true }.Save(_folder.File("tiny.gguf"))), ("Models:tiny:Threads", "1"),
        ("Models:tiny:ContextTokens", "1024"), ("Models:tiny:MaxOutputTokens", "512"), ("Models:tiny:Retries", "0"),
        ("Models:tiny:Adapters:0:File", new TinyAdapter().Save(_folder.File("stern.gguf"))),
        ("Models:tiny:Adapters:1:File", new TinyAdapter { Table = "blk.0.ffn_down.weight" }.Save(_folder.File("second.gguf"))),
        ("Models:tiny:Adapters:1:Name", "warm"), ("Models:tiny:Adapters:1:OnRequest", "true"));
}
