using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests;

public sealed class AgentRpcTests
{
    [Fact]
    public async Task ListAgents_ByAUser_ShowsTheAssistant()
    {
        await using var agents = await AgentNode.StartAsync();
        var client = agents.Node.Client<AgentService.AgentServiceClient>("ann");
        var list = await client.ListAgentsAsync(new ListAgentsRequest()).ResponseAsync.Within();

        var agent = Assert.Single(list.Agents);
        Assert.Equal(("agent:assistant", "assistant", "Assistant", "extractive"), (agent.AgentId, agent.Handle, agent.DisplayName, agent.ModelId));
        Assert.Equal("", list.NextPageToken);
        Assert.Equal(agent, (await client.GetAgentAsync(new GetAgentRequest { AgentId = agent.AgentId }).ResponseAsync.Within()).Agent);
    }

    [Fact]
    public async Task ListModels_WithoutAConfiguredModel_ShowsTheExtractiveAnswerer()
    {
        await using var agents = await AgentNode.StartAsync();
        var client = agents.Node.Client<AgentService.AgentServiceClient>("ann");
        var models = await client.ListModelsAsync(new ListModelsRequest()).ResponseAsync.Within();

        var model = Assert.Single(models.Models);
        Assert.Equal(("extractive", "extractive", false), (model.ModelId, model.Provider, model.Generative));
    }

    [Fact]
    public async Task Requests_ThatAreWrong_AreRefusedByReason()
    {
        await using var agents = await AgentNode.StartAsync();
        var client = agents.Node.Client<AgentService.AgentServiceClient>("ann");

        await RefusedAsync(client.GetAgentAsync(new GetAgentRequest { AgentId = "agent:nobody" }), StatusCode.NotFound, "AGENT_NOT_FOUND");
        await RefusedAsync(client.GetAgentAsync(new GetAgentRequest()), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await RefusedAsync(client.ListAgentsAsync(new ListAgentsRequest { PageSize = -1 }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await RefusedAsync(client.ListModelsAsync(new ListModelsRequest { PageToken = "!" }), StatusCode.InvalidArgument, "INVALID_PAGE_TOKEN");
    }

    [Fact]
    public async Task Requests_ByNobody_AreRefused()
    {
        await using var agents = await AgentNode.StartAsync();
        var nobody = agents.Node.Client<AgentService.AgentServiceClient>();
        await RefusedAsync(nobody.ListAgentsAsync(new ListAgentsRequest()), StatusCode.Unauthenticated, "TOKEN_MISSING");
    }

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.Within());
        Assert.Equal(code, error.StatusCode);
        Assert.True(error.TryGetErrorInfo(out var info));
        Assert.Equal(reason, info.Reason);
    }
}
