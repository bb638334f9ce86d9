using GroupChat.Agents.Catalog;

namespace GroupChat.Agents.Tools;

/// <summary>The tools of this server, by name: its own, which are always there, and those that come and go.</summary>
internal sealed class ToolRegistry(IEnumerable<Tool> tools, params IReadOnlyList<IToolSource> sources)
{
    private readonly SortedDictionary<string, Tool> _own = new(tools.ToDictionary(static tool => tool.Name), StringComparer.Ordinal);

    /// <summary>What an agent's model is told that it may ask for, by name.</summary>
    public List<Tool> For(AgentProfile agent) =>
    [
        .. _own.Values.Concat(sources.SelectMany(static source => source.Tools).OrderBy(static tool => tool.Name, StringComparer.Ordinal))
            .Where(tool => agent.MayUse(tool.Name)),
    ];

    public Tool? Find(string name) =>
        _own.GetValueOrDefault(name) ?? sources.Select(source => source.Find(name)).FirstOrDefault(static tool => tool is not null);

    /// <summary>As it is at this moment, if it has not always been so.</summary>
    public async Task<Tool?> FindNowAsync(string name, CancellationToken cancellationToken)
    {
        if (_own.TryGetValue(name, out var own))
            return own;
        foreach (var source in sources)
        {
            if (await source.FindNowAsync(name, cancellationToken) is { } tool)
                return tool;
        }
        return null;
    }
}
