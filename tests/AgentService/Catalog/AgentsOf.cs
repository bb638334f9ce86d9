using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Agents.Tests.Catalog;

/// <summary>AgentService in the hands of somebody.</summary>
internal sealed class AgentsOf(AgentNode node, string user)
{
    public const string Admin = "root";

    private readonly AgentService.AgentServiceClient _client = user == Admin
        ? node.Node.ServiceClient<AgentService.AgentServiceClient>()
        : node.Node.Client<AgentService.AgentServiceClient>(user);

    private CallOptions Options => user == Admin
        ? new(new Metadata { { "x-groupchat-user-id", Admin }, { "x-groupchat-user-name", Admin }, { "x-groupchat-user-role", "Admin" } })
        : default;

    public static Agent New(string handle, string room = "") => new()
    {
        Handle = handle,
        DisplayName = $"The {handle}",
        Description = "Knows things.",
        Persona = "You are kind.",
        Instructions = "Be brief.",
        Parameters = new() { Temperature = 0.5, MaxOutputTokens = 200, Seed = 7 },
        Tools = { "calculate", "no_such_tool" },
        Knowledge = new() { Scope = KnowledgeScope.None },
        RoomId = room,
    };

    public async Task<Agent> CreateAsync(Agent agent) =>
        (await _client.CreateAgentAsync(new() { Agent = agent }, Options).ResponseAsync.Within()).Agent;

    public async Task<Agent> UpdateAsync(Agent agent, params string[] fields) =>
        (await _client.UpdateAgentAsync(new() { Agent = agent, UpdateMask = new() { Paths = { fields } } }, Options).ResponseAsync.Within()).Agent;

    public async Task DeleteAsync(string id, long version = 0) =>
        await _client.DeleteAgentAsync(new() { AgentId = id, Version = version }, Options).ResponseAsync.Within();

    public async Task<Agent> GetAsync(string id, long version = 0) =>
        (await _client.GetAgentAsync(new() { AgentId = id, Version = version }, Options).ResponseAsync.Within()).Agent;

    public async Task<string[]> ListAsync(string room = "") =>
        [.. (await _client.ListAgentsAsync(new() { RoomId = room }, Options).ResponseAsync.Within()).Agents.Select(agent => agent.Handle)];

    public async Task<ListAgentVersionsResponse> VersionsAsync(string id, int size = 0, string token = "") =>
        await _client.ListAgentVersionsAsync(new() { AgentId = id, PageSize = size, PageToken = token }, Options).ResponseAsync.Within();

    public static async Task<string> ReasonAsync(Task call) => (await Assert.ThrowsAsync<RpcException>(() => call)).ToDomainError().Reason;
}
