using System.Runtime.CompilerServices;
using GroupChat.Agents.Mcp;
using GroupChat.Agents.Tools;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>The protocol's own sample server, which nobody here wrote; npm brings it with the other tools of the tests.</summary>
public sealed class McpInteropTests
{
    [Fact]
    public async Task Server_OfTheProtocolsAuthors_IsUnderstood()
    {
        var server = Path.Combine(Root(), "node_modules/@modelcontextprotocol/server-everything/dist/index.js");
        Assert.True(File.Exists(server), "npm install --no-save brings the tools of the tests");
        await using var node = await McpNode.StartAsync(new McpServerOptions
        {
            Command = "node",
            Arguments = [server, "stdio"],
            Tools = ["echo", "get-*", "trigger-long-running-operation"],
            Reads = ["get-sum"],
            MemoryMegabytes = 2048,
            ConnectTimeoutSeconds = 60,
        });

        Assert.Equal("Echo: hello", await node.CallAsync("echo", ("message", "hello")));
        Assert.Equal("The sum of 2 and 3 is 5.", await node.CallAsync("get-sum", ("a", 2), ("b", 3)));
        Assert.Equal(ToolEffect.Reads, node.Tool("get-sum").Effect);
        Assert.Contains("(an image was left out: image/png)", await node.CallAsync("get-tiny-image"), StringComparison.Ordinal);
        Assert.StartsWith("Long running operation completed.", await node.CallAsync("trigger-long-running-operation", ("duration", 1), ("steps", 3)), StringComparison.Ordinal);
        Assert.NotEqual("", (await node.FailsAsync("get-sum", ("a", "no number"))).Words);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
