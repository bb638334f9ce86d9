namespace GroupChat.Chaos.Tests.Processes;

/// <summary>What the build has made.</summary>
internal static class Built
{
    /// <summary>The gateway's own output, not the copy beside the tests: what a user starts.</summary>
    public static string GatewayDll { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("/bin/Chaos.Tests/", "/bin/Gateway/", StringComparison.Ordinal), "GroupChat.Gateway.dll");
}
