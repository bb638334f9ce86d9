namespace GroupChat.Agents.Mcp;

/// <summary>A server cannot be had, or no longer; for its supervisor and the log.</summary>
/// <param name="why">Words of ours, or of the system: never the server's.</param>
/// <param name="isCondemned">It is there and does not do its work: it is left alone for a while.</param>
internal sealed class McpLost(string why, bool isCondemned = false) : Exception(why)
{
    public bool IsCondemned { get; } = isCondemned;
}
