using GroupChat.Agents.Tests.Mcp;

namespace GroupChat.Agents.Tests;

/// <summary>The child processes of the tests: servers of tools, good ones and bad ones.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["tools"]:
                await SampleServer.RunAsync();
                return 0;
            case ["bad", var manner]:
                await BadServer.RunAsync(manner);
                return 0;
            default:
                return 2;
        }
    }
}
