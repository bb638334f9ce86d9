using GroupChat.Agents.Models;
using GroupChat.Agents.Storage;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Identity;

namespace GroupChat.Agents.Catalog;

/// <summary>Agents, made and changed on behalf of callers. Whatever was changed is known to rooms when it is answered, if they can be reached.</summary>
internal sealed class AgentDesk(
    IAgentStore store, AgentCatalog catalog, AgentAccess access, IAgentNews news, ModelCatalog models, TimeProvider time)
{
    public async Task<AgentProfile> CreateAsync(AgentProfile wish, Caller caller, CancellationToken cancellationToken)
    {
        await access.RequireMakeAsync(wish.RoomId, caller, cancellationToken);
        var now = time.GetUtcNow();
        var agent = wish with { AgentId = AgentProfile.IdOf(wish.Handle), Version = 1, CreateTime = now, UpdateTime = now, UpdatedBy = caller.UserId };
        Check(agent);
        await store.AddAsync(agent, cancellationToken);
        await ToldAsync(cancellationToken);
        return agent;
    }

    public async Task<AgentProfile> UpdateAsync(AgentPatch patch, Caller caller, CancellationToken cancellationToken)
    {
        await access.RequireChangeAsync(Require(patch.AgentId), caller, cancellationToken);
        var changed = await store.ChangeAsync(patch.AgentId, agent => Next(agent, patch.ApplyTo, patch.Version, caller), cancellationToken);
        await ToldAsync(cancellationToken);
        return changed;
    }

    public async Task DeleteAsync(string agentId, long version, Caller caller, CancellationToken cancellationToken)
    {
        var known = catalog.FindAny(agentId) ?? throw AgentErrors.AgentNotFound(agentId);
        await access.RequireChangeAsync(known, caller, cancellationToken);
        await store.ChangeAsync(
            agentId, agent => agent.IsDeleted ? agent : Next(agent, one => one with { IsDeleted = true }, version, caller), cancellationToken);
        await ToldAsync(cancellationToken);
    }

    /// <summary>Newest first, one more than asked for if there are more.</summary>
    public async Task<IReadOnlyList<AgentProfile>> ListVersionsAsync(
        string agentId, long before, int limit, Caller caller, CancellationToken cancellationToken)
    {
        var known = catalog.FindAny(agentId) ?? throw AgentErrors.AgentNotFound(agentId);
        await access.RequireChangeAsync(known, caller, cancellationToken);
        return await store.ListVersionsAsync(agentId, before, limit, cancellationToken);
    }

    public async Task<AgentProfile> GetVersionAsync(string agentId, long version, Caller caller, CancellationToken cancellationToken) =>
        await ListVersionsAsync(agentId, version == long.MaxValue ? version : version + 1, 1, caller, cancellationToken) is [var found] && found.Version == version
            ? found
            : throw AgentErrors.VersionNotFound(agentId, version);

    private AgentProfile Require(string agentId) => catalog.Find(agentId) ?? throw AgentErrors.AgentNotFound(agentId);

    /// <summary>In the transaction of the change: the agent as it really is now.</summary>
    private AgentProfile Next(AgentProfile agent, Func<AgentProfile, AgentProfile> change, long version, Caller caller)
    {
        if (agent.IsDeleted)
            throw AgentErrors.AgentNotFound(agent.AgentId);
        if (version != 0 && version != agent.Version)
            throw AgentErrors.AgentChanged(agent.AgentId, agent.Version);
        var changed = change(agent);
        if (AgentText.Of(changed) == AgentText.Of(agent))
            return agent;
        if (!changed.IsDeleted)
            Check(changed);
        return changed with { Version = agent.Version + 1, UpdateTime = time.GetUtcNow(), UpdatedBy = caller.UserId };
    }

    private void Check(AgentProfile agent)
    {
        AgentRules.Check(agent);
        if (agent.ModelId.Length > 0 && models.Find(agent.ModelId) is not { Embedder: null })
            throw Violations.One("agent.model_id", "a model of this server that answers, or none");
        if (agent.Parameters.Adapters is { Count: > 0 } uses && models.For(agent.ModelId)?.Adapters is var known && uses.Any(use => known?.Contains(use.Name) != true))
            throw Violations.One("agent.parameters.adapters", "names of adapters that the agent's model has");
    }

    private async Task ToldAsync(CancellationToken cancellationToken)
    {
        await catalog.RefreshAsync(cancellationToken);
        await news.TellAsync(cancellationToken);
    }
}
