using System.Text.Json.Nodes;

namespace GroupChat.Agents.Tests.Mcp;

/// <summary>A server that knows the protocol and abuses it, in the manner that it is told to.</summary>
internal static class BadServer
{
    private const string Tool = """{"name":"echo","inputSchema":{"type":"object"}}""";
    private static readonly TextWriter Out = Console.Out;

    public static async Task RunAsync(string manner)
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var request = JsonNode.Parse(line)!;
            if (manner != "silent" && request["id"] is { } id)
                await AnswerAsync(manner, id.ToJsonString(), $"{request["method"]}");
        }
        // It does not go when it is asked to.
        if (manner == "silent")
            await Task.Delay(Timeout.Infinite);
    }

    private static async Task AnswerAsync(string manner, string id, string method)
    {
        if (manner == "garbage")
            await Out.WriteLineAsync("{\"jsonrpc\":\"2.0\",\"id\":{}}\n{{{\n\u0000\u0001\nnull\n[]\n{\"jsonrpc\":\"1.0\"}\n\n{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":{}}");
        switch (method)
        {
            case "initialize":
                await SayAsync(id, """{"protocolVersion":"2025-06-18","capabilities":{"tools":{"listChanged":true}},"serverInfo":{"name":"bad","version":"1"}}""");
                break;
            case "tools/list":
                await ListAsync(manner, id);
                break;
            case "tools/call":
                await CallAsync(manner, id);
                break;
            default:
                await Out.WriteLineAsync($$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":-32601,"message":"no"}}""");
                break;
        }
    }

    private static async Task ListAsync(string manner, string id)
    {
        switch (manner)
        {
            case "flood":
                while (true)
                    await Out.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""");
            case "endless":
                await Out.WriteAsync("{\"jsonrpc\":\"2.0\",\"x\":\"");
                while (true)
                    await Out.WriteAsync(new string('x', 4096));
            case "pages":
                await SayAsync(id, $$"""{"tools":[{{Tool}}],"nextCursor":"again"}""");
                break;
            default:
                await SayAsync(id, $$"""{"tools":[{{Tool}}]}""");
                break;
        }
    }

    private static async Task CallAsync(string manner, string id)
    {
        switch (manner)
        {
            case "mute":
                break;
            case "mismatch":
                await SayAsync("4711", """{"content":[{"type":"text","text":"for somebody else"}]}""");
                await SayAsync("\"no such id\"", """{"content":[]}""");
                break;
            case "nonsense":
                await SayAsync(id, """{"content":"no list"}""");
                break;
            case "long":
                await SayAsync(id, $$"""{"content":[{"type":"text","text":"{{new string('y', 100_000)}}"}]}""");
                break;
            default:
                await SayAsync(id, """{"content":[{"type":"text","text":"well"}]}""");
                break;
        }
    }

    private static Task SayAsync(string id, string result) => Out.WriteLineAsync($$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}}}""");
}
