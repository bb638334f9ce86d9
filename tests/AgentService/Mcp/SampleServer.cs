using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>A server of tools as its authors mean it, made with the library's own half for servers. What it does it writes into the file NOTES.</summary>
internal static class SampleServer
{
    private static readonly McpServerPrimitiveCollection<McpServerTool> Tools = [];

    public static async Task RunAsync()
    {
        foreach (var tool in (McpServerTool[])
            [
                Of("echo", (string text) => text, readOnly: true), Of("add_note", (string text) => Note(text)), Of("set.other", () => "set"),
                Of("variable", (string name) => Environment.GetEnvironmentVariable(name) ?? ""), Of("fail", Fail), Of("picture", Picture),
                Of("slow", SlowAsync), Of("steps", StepsAsync), Of("die", Die), Of("change", Change), Of("changing", () => "old"),
            ])
        {
            Tools.Add(tool);
        }
        var options = new McpServerOptions { ServerInfo = new Implementation { Name = "sample", Version = "1" }, ToolCollection = Tools };
        await using var server = McpServer.Create(new StdioServerTransport(options), options);
        await server.RunAsync();
    }

    private static McpServerTool Of(string name, Delegate what, bool readOnly = false, string description = "") =>
        McpServerTool.Create(what, new McpServerToolCreateOptions { Name = name, ReadOnly = readOnly, Description = description });

    private static string Note(string text)
    {
        File.AppendAllText(Environment.GetEnvironmentVariable("NOTES")!, text + "\n");
        return "noted";
    }

    private static CallToolResult Fail() => new() { IsError = true, Content = [new TextContentBlock { Text = "there is no such thing" }] };

    private static List<ContentBlock> Picture() =>
        [new TextContentBlock { Text = "look:" }, ImageContentBlock.FromBytes(new byte[] { 1, 2, 3 }, "image/png")];

    private static async Task<string> SlowAsync(CancellationToken cancellationToken)
    {
        Note("began");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Note("was cancelled");
        }
        return "";
    }

    private static async Task<string> StepsAsync(int steps, IProgress<ProgressNotificationValue> progress, CancellationToken cancellationToken)
    {
        for (var step = 0; step < steps; step++)
        {
            progress.Report(new ProgressNotificationValue { Progress = step });
            await Task.Delay(500, cancellationToken);
        }
        return "done";
    }

    private static string Die()
    {
        Environment.Exit(7);
        return "";
    }

    private static string Change()
    {
        var changed = Of("changing", () => "new", description: "other than before");
        using (Tools.DeferChangedEvents())
        {
            Tools.Remove(Tools["changing"]);
            Tools.Add(changed);
            Tools.TryAdd(Of("another", () => "here"));
        }
        return "changed";
    }
}
