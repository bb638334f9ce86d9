using System.Text;
using System.Text.Json.Nodes;

namespace GroupChat.Agents.Mcp;

/// <summary>
/// The tools that are taken of those which a server lists, page by page. A server can list without end, and two tools of one name:
/// there are limits to both, and of two that cannot be told apart neither is taken.
/// </summary>
internal sealed class McpListing(string server, IReadOnlyList<string> allowed)
{
    public const int MostPages = 64;
    public const int MostTools = 64;
    private const int MostListed = 4096;
    private const int MostBytes = 131_072;

    private readonly Dictionary<string, McpDefinition?> _tools = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _listed;
    private int _bytes;

    public IEnumerable<McpDefinition> Tools => _tools.Values.OfType<McpDefinition>();

    public bool IsFull => _listed >= MostListed;

    /// <summary>Why tools that agents might have had were not taken, and how many; empty when all were.</summary>
    public string Refused => string.Join(", ", _refused.Select(static reason => $"{reason.Value} with {reason.Key}"));

    /// <param name="page">A result of tools/list.</param>
    /// <returns>Where the next page begins; null when there is none.</returns>
    public string? Add(JsonNode? page)
    {
        var answer = page as JsonObject;
        foreach (var tool in answer?["tools"] as JsonArray ?? [])
        {
            if (IsFull)
                break;
            _listed++;
            TryAdd(tool as JsonObject);
        }
        return answer?["nextCursor"] is JsonValue cursor && cursor.TryGetValue<string>(out var next) && next.Length > 0 ? next : null;
    }

    private void TryAdd(JsonObject? tool)
    {
        try
        {
            if (tool?["name"] is JsonValue name && name.TryGetValue<string>(out var called) && allowed.IsAny(called))
                Add(called, tool);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // Members of one name, and letters that are none, are found out only when they are read.
            Refuse("a definition that cannot be read");
        }
    }

    private void Add(string called, JsonObject tool)
    {
        var (definition, why) = McpDefinitionReader.Read(server, called, tool);
        if (definition is null)
            Refuse(why);
        else if (_tools.ContainsKey(definition.Name))
            Refuse(definition);
        else if (_tools.Count >= MostTools || (_bytes += SizeOf(definition)) > MostBytes)
            Refuse("no room left for them");
        else
            _tools[definition.Name] = definition;
    }

    private void Refuse(McpDefinition twin)
    {
        Refuse("a name that another has too");
        if (_tools[twin.Name] is not null)
            Refuse("a name that another has too");
        _tools[twin.Name] = null;
    }

    private void Refuse(string why) => _refused[why] = _refused.GetValueOrDefault(why) + 1;

    private static int SizeOf(McpDefinition tool) => Encoding.UTF8.GetByteCount(tool.Description) + Encoding.UTF8.GetByteCount(tool.Schema.GetRawText());
}
