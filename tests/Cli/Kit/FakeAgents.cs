using GroupChat.Contracts.Agent.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed partial class FakeAgents(FakeState state) : AgentService.AgentServiceBase
{
    public override Task<CreateAgentResponse> CreateAgent(CreateAgentRequest request, ServerCallContext context)
    {
        var agent = request.Agent.Clone();
        (agent.AgentId, agent.Version) = ($"agent:{agent.Handle}", 1);
        state.Agents.Add(agent);
        return Task.FromResult(new CreateAgentResponse { Agent = agent });
    }

    public override Task<UpdateAgentResponse> UpdateAgent(UpdateAgentRequest request, ServerCallContext context)
    {
        var agent = Newest(request.Agent.AgentId).Clone();
        request.UpdateMask.Merge(request.Agent, agent, new() { ReplaceMessageFields = true, ReplaceRepeatedFields = true, ReplacePrimitiveFields = true });
        agent.Version++;
        state.Agents.Add(agent);
        return Task.FromResult(new UpdateAgentResponse { Agent = agent });
    }

    public override Task<DeleteAgentResponse> DeleteAgent(DeleteAgentRequest request, ServerCallContext context)
    {
        Newest(request.AgentId).Deleted = true;
        return Task.FromResult(new DeleteAgentResponse());
    }

    public override Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context) =>
        Task.FromResult(new GetAgentResponse { Agent = Newest(request.AgentId) });

    public override Task<ListAgentsResponse> ListAgents(ListAgentsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListAgentsResponse { Agents = { state.Agents.Where(agent => !agent.Deleted && agent.RoomId == request.RoomId) } });

    public override Task<ListAgentVersionsResponse> ListAgentVersions(ListAgentVersionsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListAgentVersionsResponse { Agents = { state.Agents.Where(agent => agent.AgentId == request.AgentId).Reverse() } });

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) => Task.FromResult(new ListModelsResponse
    {
        Models =
        {
            new Model { ModelId = "small", Provider = "llama.cpp", Generative = true, State = ModelState.Unloaded, Description = "on this machine\u001b[31m" },
            new Model { ModelId = "far", Provider = "openai", Embeds = true, State = ModelState.Unavailable, UnavailableReason = "no key" },
        },
    });

    private Agent Newest(string agentId) => state.Agents.LastOrDefault(agent => agent.AgentId == agentId)
        ?? throw FakeErrors.Of(StatusCode.NotFound, "AGENT_NOT_FOUND", "There is no agent of this id.");
}
