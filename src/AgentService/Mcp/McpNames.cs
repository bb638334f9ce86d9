namespace GroupChat.Agents.Mcp;

/// <summary>
/// What tools of servers are called here: <c>mcp_SERVER_TOOL</c>. Models take letters, digits, "_" and "-" only; names of servers have
/// no "_", so no two servers can have a tool of one name.
/// </summary>
internal static class McpNames
{
    private const string Prefix = "mcp_";
    private const int Longest = 64;
    private const int LongestAtServer = 128;

    /// <summary>Null when it can have none.</summary>
    public static string? Of(string server, string tool)
    {
        if (tool.Length is 0 or > LongestAtServer || !tool.All(NamePattern.IsOfName))
            return null;
        var name = $"{Prefix}{server}_{tool.Replace('.', '-').Replace('/', '-')}";
        return name.Length <= Longest ? name : null;
    }

    public static bool IsOf(string server, string tool) => tool.StartsWith($"{Prefix}{server}_", StringComparison.Ordinal);

    /// <summary>An agent has such a tool only when it names it.</summary>
    public static bool IsOne(string tool) => tool.StartsWith(Prefix, StringComparison.Ordinal);
}
