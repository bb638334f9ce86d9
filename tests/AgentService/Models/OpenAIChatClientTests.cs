using System.Net.Sockets;
using System.Text.Json;
using GroupChat.Agents.Models;
using GroupChat.Agents.Models.Remote;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;

namespace GroupChat.Agents.Tests.Models;

public sealed class OpenAIChatClientTests
{
    private const string Hello =
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"small","choices":[{"index":0,"delta":{"role":"assistant","content":"Be"}}]}""";

    private const string Rest =
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"small","choices":[{"index":0,"delta":{"content":"cause ✓"}}]}""";

    private const string End =
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"small","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private const string Usage =
        """{"id":"c","object":"chat.completion.chunk","created":1,"model":"small","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10,"prompt_tokens_details":{"cached_tokens":5}}}""";

    [Fact]
    public async Task Answer_Streamed_ComesWithItsEndAndCost()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Events(Hello, Rest, End, Usage));
        using var client = Client(server);

        var updates = await client.AskAsync(new ChatOptions { Temperature = 0.5f, Seed = 7, StopSequences = ["END"] });

        Assert.Equal("Because ✓", updates.Text());
        Assert.Contains(updates, static update => update.FinishReason == ChatFinishReason.Stop);
        Assert.Equal((7, 5, 3), (updates.Usage().InputTokenCount, updates.Usage().CachedInputTokenCount, updates.Usage().OutputTokenCount));
        var (path, authorization, body) = Assert.Single(server.Requests);
        Assert.Equal(("/chat/completions", "Bearer the-secret-key"), (path, authorization));
        Assert.Equal(("small", 7, 0.5), (body.GetProperty("model").GetString(), body.GetProperty("seed").GetInt32(), body.GetProperty("temperature").GetDouble()));
        Assert.Equal(["system", "user"], body.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task ToolCall_InPieces_IsPutTogether()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Events(
            Delta("""{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"add","arguments":""}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"a\": 1"}}]}"""),
            Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"2}"}}]}"""),
            End.Replace("\"stop\"", "\"tool_calls\"", StringComparison.Ordinal)));
        using var client = Client(server);
        var tool = AIFunctionFactory.CreateDeclaration("add", "Adds.", JsonDocument.Parse("""{"type":"object"}""").RootElement);

        var call = (await client.AskAsync(new ChatOptions { Tools = [tool] })).Call();

        Assert.Equal(("t1", "add", "12"), (call.CallId, call.Name, call.Arguments!["a"]!.ToString()));
        Assert.Equal("add", Assert.Single(server.Requests).Body.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    public async Task Status_OfAnError_SaysWhetherToTryAgainAndNothingOfTheServersWords(int status, bool isTransient)
    {
        const string Words = """{"error":{"message":"bad key the-secret-key for Why?","type":"x","code":"y"}}""";
        await using var server = await ModelServer.StartAsync(ModelServer.Status(status, Words, retryAfter: "3"));
        using var client = Client(server);

        var failure = await client.FailAsync();

        Assert.Equal((isTransient, TimeSpan.FromSeconds(3)), (failure.IsTransient, failure.RetryAfter));
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Why", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Answer_BrokenOff_Fails()
    {
        await using var server = await ModelServer.StartAsync(
            ModelServer.Cuts("text/event-stream", $"data: {Hello}\n\n"), ModelServer.Events(Hello), ModelServer.Says("text/event-stream", "data: {\"id\n\n"));
        using var client = Client(server);

        Assert.True((await client.FailAsync()).IsTransient);
        Assert.True((await client.FailAsync()).IsTransient);
        Assert.False((await client.FailAsync()).IsTransient);
    }

    [Fact]
    public async Task Server_Silent_IsGivenUp()
    {
        var time = new ManualTimeProvider();
        await using var server = await ModelServer.StartAsync(ModelServer.Hangs());
        using var client = new OpenAIChatClient(server.Options(ModelProvider.OpenAI), time);

        var failing = client.FailAsync();
        await time.UntilWaitingAsync(1);
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.True((await failing.Within()).IsTransient);
    }

    [Fact]
    public async Task Server_Gone_CanBeTriedAgain()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";
        taken.Stop();
        using var client = new OpenAIChatClient(new ModelOptions { Provider = ModelProvider.OpenAI, Address = address, Model = "m" }, TimeProvider.System);

        Assert.True((await client.FailAsync()).IsTransient);
    }

    [Fact]
    public async Task Line_WithoutEnd_IsNotReadForEver()
    {
        await using var server = await ModelServer.StartAsync(static async response =>
        {
            response.ContentType = "text/event-stream";
            var part = new byte[1024 * 1024];
            part.AsSpan().Fill((byte)'x');
            while (!response.HttpContext.RequestAborted.IsCancellationRequested)
                await response.Body.WriteAsync(part);
        });
        using var client = Client(server);

        Assert.False((await client.FailAsync()).IsTransient);
    }

    [Fact]
    public async Task Caller_WhoLeaves_GetsTheirOwnCancellation()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Hangs());
        using var client = Client(server);
        using var leaving = new CancellationTokenSource();
        var asking = client.AskAsync(cancellationToken: leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking).Within();
    }

    private static OpenAIChatClient Client(ModelServer server) => new(server.Options(ModelProvider.OpenAI), TimeProvider.System);

    private static string Delta(string delta) => Hello.Replace("""{"role":"assistant","content":"Be"}""", delta, StringComparison.Ordinal);
}
