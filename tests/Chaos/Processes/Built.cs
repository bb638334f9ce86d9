namespace GroupChat.Chaos.Tests.Processes;

/// <summary>What the build has made.</summary>
internal static class Built
{
    /// <summary>The gateway's own output, not the copy beside the tests: what a user starts.</summary>
    public static string GatewayDll { get; } = Of("Gateway", "GroupChat.Gateway.dll");

    /// <summary>AgentService as a process of its own.</summary>
    public static string AgentsDll { get; } = Of("AgentService", "GroupChat.Agents.dll");

    private static string Of(string project, string dll) => Path.Combine(
        AppContext.BaseDirectory.Replace("/bin/Chaos.Tests/", $"/bin/{project}/", StringComparison.Ordinal), dll);
}
