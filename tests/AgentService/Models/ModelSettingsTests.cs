using GroupChat.Agents.Models;
using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelState = GroupChat.Agents.Models.ModelState;
using State = GroupChat.Contracts.Agent.V1.ModelState;

namespace GroupChat.Agents.Tests.Models;

public sealed class ModelSettingsTests
{
    [Fact]
    public async Task Models_Configured_AreListedWithTheirStateAndAnswerForEachOther()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Status(401));
        await using var agents = await AgentNode.StartAsync(null,
            ("Agents:Model", "cloud"),
            ("Models:cloud:Provider", "OpenAI"), ("Models:cloud:Address", server.Address), ("Models:cloud:ApiKey", "the-secret-key"),
            ("Models:cloud:Fallback", "extractive"),
            ("Models:near:Provider", "Ollama"), ("Models:near:Address", server.Address), ("Models:near:DisplayName", "Near"));
        var client = agents.Node.Client<AgentService.AgentServiceClient>("alice");
        var cloud = agents.Node.Services.GetRequiredService<ModelCatalog>().Find("cloud")!;

        var answer = await cloud.Client.AskAsync();

        Assert.NotEqual("", answer.Text());
        var models = (await client.ListModelsAsync(new())).Models;
        Assert.Equal(["cloud", "extractive", "near"], models.Select(static model => model.ModelId));
        Assert.Equal([State.Unavailable, State.Ready, State.Ready], models.Select(static model => model.State));
        Assert.Contains("401", models[0].UnavailableReason, StringComparison.Ordinal);
        Assert.Equal(("Near", "ollama", true), (models[2].DisplayName, models[2].Provider, models[2].Generative));
        Assert.Equal("cloud", (await client.ListAgentsAsync(new())).Agents.Single().ModelId);
        Assert.DoesNotContain("secret", models.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "refuses the key")]
    [InlineData(503, "status 503")]
    public async Task Models_ThatCannotBeHad_AreFoundBeforeTheFirstQuestion(int status, string reason)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Lines(
            """{"message":{"role":"assistant","content":"yes"},"done":true,"done_reason":"stop"}"""));
        server.ProbeStatus = status;
        await using var agents = await AgentNode.StartAsync(null,
            ("Models:far:Provider", "Ollama"), ("Models:far:Address", server.Address), ("Models:far:ApiKey", "the-secret-key"));
        var far = agents.Node.Services.GetRequiredService<ModelCatalog>().Find("far")!;

        await Eventually.TrueAsync(() => far.Health.State == ModelState.Unavailable);
        Assert.Contains(reason, far.Health.Reason, StringComparison.Ordinal);

        // A question counts for more.
        await far.Client.AskAsync();
        Assert.Equal((ModelState.Ready, 1), (far.Health.State, server.Probes));
    }

    [Fact]
    public void Health_ThatAQuestionHasSet_IsNotChangedByHearsay()
    {
        var health = new ModelHealth();
        health.Is(ModelState.Ready);
        health.Heard("it is said");

        Assert.Equal((ModelState.Ready, ""), (health.State, health.Reason));
    }

    [Fact]
    public void Mistakes_InModels_AreAllNamed()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Models:a:Model"] = "x";
        builder.Configuration["Models:f:Provider"] = "OpenAI";
        builder.Configuration["Models:f:Address"] = "ftp://x";
        builder.Configuration["Models:B:Provider"] = "OpenAI";
        builder.Configuration["Models:c:Provider"] = "Ollama";
        builder.Configuration["Models:c:Fallback"] = "d";
        builder.Configuration["Models:d:Provider"] = "Ollama";
        builder.Configuration["Models:d:Fallback"] = "c";
        builder.Configuration["Models:d:ContextTokens"] = "1000";
        builder.Configuration["Models:e:Provider"] = "Ollama";
        builder.Configuration["Models:e:Fallback"] = "nobody";
        builder.AddAgents();
        using var services = builder.Services.BuildServiceProvider();

        var mistakes = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<ModelsOptions>()).Failures;

        string[] keys = ["Models:B:", "Models:B:Address:", "Models:f:Address:", "Models:a:Provider:", "Models:c:Fallback:", "Models:d:Fallback:", "Models:d:MaxOutputTokens:", "Models:e:Fallback:"];
        Assert.All(keys, key => Assert.Contains(mistakes, mistake => mistake.StartsWith(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public void Share_OutOfBounds_IsAMistake(string share)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Llm:Shares:ann"] = share;
        builder.AddAgents();
        using var services = builder.Services.BuildServiceProvider();

        Assert.Contains("Llm:Shares", Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<LlmOptions>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_WithAModelThatIsNotThere_StopsTheStart()
    {
        var error = await Assert.ThrowsAsync<StartupError>(() => AgentNode.StartAsync(null, ("Agents:Model", "nobody")));

        Assert.Equal("Agents:Model", error.Setting);
    }
}
