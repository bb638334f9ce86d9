using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tools;

/// <summary>The tools of this server, by name.</summary>
internal sealed class ToolRegistry(IEnumerable<Tool> tools)
{
    private readonly SortedDictionary<string, Tool> _byName = new(tools.ToDictionary(static tool => tool.Name), StringComparer.Ordinal);

    /// <summary>What a model is told that it may ask for, by name.</summary>
    public IList<AITool> Declarations => [.. _byName.Values.Select(static tool => (AITool)tool.Function)];

    public bool IsEmpty => _byName.Count == 0;

    public Tool? Find(string name) => _byName.GetValueOrDefault(name);
}
