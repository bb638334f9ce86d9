namespace GroupChat.Agents.Catalog;

/// <summary>The agents of this server, by handle. They come from configuration and do not change while it runs.</summary>
internal sealed class AgentCatalog(IEnumerable<AgentProfile> agents)
{
    private readonly SortedDictionary<string, AgentProfile> _byHandle =
        new(agents.ToDictionary(static agent => agent.Handle), StringComparer.Ordinal);

    public IReadOnlyList<AgentProfile> All => [.. _byHandle.Values];

    public AgentProfile? Find(string agentId) => _byHandle.Values.FirstOrDefault(agent => agent.AgentId == agentId);
}
