using System.Text.Json;
using GroupChat.Agents.Models;
using GroupChat.Agents.Models.Remote;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Models;

public sealed class OllamaChatClientTests
{
    private const string Hello = """{"model":"small","message":{"role":"assistant","content":"Be"},"done":false}""";
    private const string Rest = """{"model":"small","message":{"role":"assistant","content":"cause ✓"},"done":false}""";

    private const string End =
        """{"model":"small","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":3}""";

    [Fact]
    public async Task Answer_Streamed_ComesWithItsEndAndCost()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Lines(Hello, "", Rest, End));
        using var client = Client(server);

        var updates = await client.AskAsync(new ChatOptions { Temperature = 0.5f, Seed = 7, MaxOutputTokens = 50_000 });

        Assert.Equal("Because ✓", updates.Text());
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.Equal((7, 3), (updates.Usage().InputTokenCount, updates.Usage().OutputTokenCount));
        var (path, authorization, body) = Assert.Single(server.Requests);
        Assert.Equal(("/api/chat", "Bearer the-secret-key"), (path, authorization));
        var options = body.GetProperty("options");
        Assert.Equal((7, 1024, 8192), (options.GetProperty("seed").GetInt32(), options.GetProperty("num_predict").GetInt32(), options.GetProperty("num_ctx").GetInt32()));
    }

    [Fact]
    public async Task ToolCall_InALine_IsHandedOn()
    {
        const string Call = """{"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"add","arguments":{"a":12}}}]},"done":false}""";
        await using var server = await ModelServer.StartAsync(ModelServer.Lines(Call, End));
        using var client = Client(server);

        var updates = await client.AskAsync();

        Assert.Equal(("add", "12"), (updates.Call().Name, updates.Call().Arguments!["a"]!.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Answer_BrokenOff_Fails()
    {
        await using var server = await ModelServer.StartAsync(
            ModelServer.Cuts("application/x-ndjson", Hello + "\n"),
            ModelServer.Lines(Hello),
            ModelServer.Lines(Hello, """{"error":"out of memory: the-secret-key"}"""),
            ModelServer.Lines(Hello, "nonsense"),
            ModelServer.Lines("""{"message":7}"""),
            ModelServer.Status(404));
        using var client = Client(server);

        var failures = new List<ModelFailure>();
        for (var i = 0; i < 6; i++)
            failures.Add(await client.FailAsync());

        Assert.Equal([true, true, true, false, false, false], failures.Select(static failure => failure.IsTransient));
        Assert.All(failures, static failure => Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Schema_Asked_IsSentAsFormat()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Lines(Hello, End));
        using var client = Client(server);
        var schema = JsonDocument.Parse("""{"type":"object","required":["a"]}""").RootElement;

        await client.AskAsync(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) });

        Assert.Equal("a", Assert.Single(server.Requests).Body.GetProperty("format").GetProperty("required")[0].GetString());
    }

    private static OllamaChatClient Client(ModelServer server) => new(server.Options(ModelProvider.Ollama), TimeProvider.System);
}
