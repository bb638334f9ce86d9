namespace GroupChat.Integration.Tests;

/// <summary>Which process of a split layout knows which setting; one that knows it not refuses to start.</summary>
internal static class LayoutSettings
{
    private static readonly string[] OfAll = ["Kestrel", "Logging", "Sqlite"];

    /// <param name="place">A service, or null for the gateway.</param>
    /// <param name="setting">As on the command line: <c>--Chat:TurnQueueTimeoutSeconds=5</c>.</param>
    /// <param name="isSplit">In one process everything is known.</param>
    public static bool IsFor(string? place, string setting, bool isSplit)
    {
        var section = setting.TrimStart('-').Split(':')[0];
        return !isSplit || OfAll.Contains(section, StringComparer.OrdinalIgnoreCase) || section.ToUpperInvariant() switch
        {
            "CHAT" or "REDIS" => place == ServerLayout.Chat,
            "AGENTS" or "MODELS" or "TOOLS" => place == ServerLayout.Agents,
            "DOCUMENTS" or "SCRAPER" => place == ServerLayout.Documents,
            "VECTORS" => place == ServerLayout.Vectors,
            "STORAGE" => place is null or ServerLayout.Chat,
            _ => place is null,
        };
    }
}
