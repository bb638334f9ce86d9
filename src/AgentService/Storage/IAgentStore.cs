using GroupChat.Agents.Catalog;

namespace GroupChat.Agents.Storage;

/// <summary>Agents and what they were. Nothing is ever removed: a deleted agent keeps its handle and its versions.</summary>
internal interface IAgentStore
{
    /// <exception cref="ServiceDefaults.Errors.DomainError">AGENT_HANDLE_TAKEN, TOO_MANY_AGENTS.</exception>
    Task AddAsync(AgentProfile agent, CancellationToken cancellationToken);

    /// <summary>Adds an agent that was never there.</summary>
    Task SeedAsync(AgentProfile agent, CancellationToken cancellationToken);

    /// <summary>Makes the next version. Nothing is written when <paramref name="next"/> returns what it was given.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainError">AGENT_NOT_FOUND, and what <paramref name="next"/> throws.</exception>
    Task<AgentProfile> ChangeAsync(string agentId, Func<AgentProfile, AgentProfile> next, CancellationToken cancellationToken);

    /// <summary>Newest first, those before a version, so many at most.</summary>
    Task<IReadOnlyList<AgentProfile>> ListVersionsAsync(string agentId, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Agents that changed after a revision, as they are now, in the order of their last changes.</summary>
    Task<IReadOnlyList<AgentChange>> ListChangedAsync(long after, int limit, CancellationToken cancellationToken);
}
