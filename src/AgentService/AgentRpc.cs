using GroupChat.Agents.Catalog;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>AgentService on the wire: what there is to talk to, and what it answers with.</summary>
internal sealed class AgentRpc(AgentCatalog agents, ModelCatalog models) : AgentService.AgentServiceBase
{
    public override Task<ListAgentsResponse> ListAgents(ListAgentsRequest request, ServerCallContext context) =>
        Task.FromResult(
            CatalogPage<AgentProfile>.Of(agents.All, static agent => agent.Handle, request.PageSize, request.PageToken).ToContract());

    public override Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context)
    {
        new Violations().AddIf(request.AgentId.Length == 0, "agent_id", "must not be empty").ThrowIfAny();
        var agent = agents.Find(request.AgentId) ?? throw AgentErrors.AgentNotFound(request.AgentId);
        return Task.FromResult(new GetAgentResponse { Agent = agent.ToContract() });
    }

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(
            CatalogPage<Models.Model>.Of(models.All, static model => model.ModelId, request.PageSize, request.PageToken).ToContract());
}
