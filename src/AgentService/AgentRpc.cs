using System.Globalization;
using GroupChat.Agents.Catalog;
using GroupChat.Agents.Explanations;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;
using Grpc.Core;

namespace GroupChat.Agents;

/// <summary>AgentService on the wire: what there is to talk to, and what it answers with.</summary>
internal sealed partial class AgentRpc(AgentCatalog agents, AgentDesk desk, AgentAccess access, ModelCatalog models, AnswerDesk answers)
    : AgentService.AgentServiceBase
{
    public override async Task<CreateAgentResponse> CreateAgent(CreateAgentRequest request, ServerCallContext context)
    {
        var created = await desk.CreateAsync(request.ToProfile(), context.GetUser(), context.CancellationToken);
        return new() { Agent = created.ToContract(models, whole: true) };
    }

    public override async Task<UpdateAgentResponse> UpdateAgent(UpdateAgentRequest request, ServerCallContext context)
    {
        var caller = context.GetUser();
        var changed = await desk.UpdateAsync(request.ToPatch(), caller, context.CancellationToken);
        return new() { Agent = changed.ToContract(models, whole: true) };
    }

    public override async Task<DeleteAgentResponse> DeleteAgent(DeleteAgentRequest request, ServerCallContext context)
    {
        var caller = context.GetUser();
        Require(request.AgentId);
        await desk.DeleteAsync(request.AgentId, request.Version, caller, context.CancellationToken);
        return new();
    }

    public override async Task<ListAgentVersionsResponse> ListAgentVersions(ListAgentVersionsRequest request, ServerCallContext context)
    {
        Require(request.AgentId);
        var before = CatalogPage<AgentProfile>.After(request.PageToken) is { } token ? VersionOf(token) : long.MaxValue;
        var size = CatalogPage<AgentProfile>.SizeOf(request.PageSize);
        var found = await desk.ListVersionsAsync(request.AgentId, before, size + 1, context.GetUser(), context.CancellationToken);
        var page = CatalogPage<AgentProfile>.Cut(found, size, agent => agent.Version.ToString(CultureInfo.InvariantCulture));
        return new() { Agents = { page.Items.Select(agent => agent.ToContract(models, whole: true)) }, NextPageToken = page.NextToken };
    }

    public override async Task<ListAgentsResponse> ListAgents(ListAgentsRequest request, ServerCallContext context)
    {
        var whole = await access.SeeRoomAsync(request.RoomId, context.GetCaller(), context.CancellationToken);
        var all = agents.All.Where(agent => agent.RoomId == request.RoomId).ToList();
        var page = CatalogPage<AgentProfile>.Of(all, static agent => agent.Handle, request.PageSize, request.PageToken);
        return new() { Agents = { page.Items.Select(agent => agent.ToContract(models, whole)) }, NextPageToken = page.NextToken };
    }

    public override async Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context)
    {
        Require(request.AgentId).AddIf(request.Version < 0, "version", "must not be negative").ThrowIfAny();
        if (request.Version > 0)
        {
            var was = await desk.GetVersionAsync(request.AgentId, request.Version, context.GetCaller(), context.CancellationToken);
            return new() { Agent = was.ToContract(models, whole: true) };
        }

        var agent = agents.Find(request.AgentId) ?? throw AgentErrors.AgentNotFound(request.AgentId);
        var whole = await access.SeeAsync(agent, context.GetCaller(), context.CancellationToken);
        return new() { Agent = agent.ToContract(models, whole) };
    }

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(
            CatalogPage<Models.Model>.Of(models.All, static model => model.ModelId, request.PageSize, request.PageToken).ToContract());

    private static Violations Require(string agentId)
    {
        var violations = new Violations().AddIf(agentId.Length == 0, "agent_id", "must not be empty");
        violations.ThrowIfAny();
        return violations;
    }

    private static long VersionOf(string token) =>
        long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw AgentErrors.InvalidPageToken();
}
