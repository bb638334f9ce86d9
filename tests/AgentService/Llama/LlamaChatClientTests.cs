using System.Text.Json;
using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.Agents.Models;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

public sealed class LlamaChatClientTests(LlamaFixture fixture) : IClassFixture<LlamaFixture>
{
    [Fact]
    public async Task Stream_Question_TellsProgressTextAndUsage()
    {
        await using var engine = Open();
        using var client = new LlamaChatClient(engine, "tiny", TimeProvider.System);
        var response = await client.GetResponseAsync([new(ChatRole.User, "hello")], new() { MaxOutputTokens = 8 }).Within();
        Assert.Equal((ChatFinishReason.Length, "tiny", 8), (response.FinishReason, response.ModelId, response.Usage!.OutputTokenCount));
        Assert.NotEmpty(response.Text);
        Assert.Contains(response.Messages[0].Contents, static content => content is ModelProgress { PromptTokens: > 0 });
    }

    [Fact]
    public async Task Stream_SameRoomAgain_ReportsCachedTokens()
    {
        await using var engine = Open();
        using var client = new LlamaChatClient(engine, "tiny", TimeProvider.System);
        var options = new ChatOptions { MaxOutputTokens = 2, AdditionalProperties = new() { [RequestProperties.RoomId] = "room" } };
        ChatMessage[] messages = [new(ChatRole.User, "a rather long question of the room")];
        await client.GetResponseAsync(messages, options).Within();
        var usage = (await client.GetResponseAsync(messages, options).Within()).Usage!;
        Assert.Equal(usage.InputTokenCount - 1, usage.CachedInputTokenCount);
    }

    [Theory]
    [InlineData("ann", 4)]
    [InlineData("ben", 1)]
    public async Task Stream_ForAUser_AsksWithTheirShare(string user, double share)
    {
        await using var engine = new NotedEngine(Open());
        using var client = new LlamaChatClient(engine, "tiny", TimeProvider.System, new Dictionary<string, double> { ["ann"] = 4 });
        var options = new ChatOptions { MaxOutputTokens = 1, AdditionalProperties = new() { [RequestProperties.UserId] = user } };
        await client.GetResponseAsync([new(ChatRole.User, "hello")], options).Within();
        Assert.Equal((user, share), (engine.Asked!.UserKey, engine.Asked.Weight));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"ok":{"type":"boolean"},"name":{"type":"string","maxLength":5}},"required":["ok"]}""")]
    [InlineData("""{"type":"array","items":{"enum":["red","\"green\"",3,null]},"minItems":1,"maxItems":3}""")]
    [InlineData("""{"type":"object","properties":{"kind":{"const":"a\\b\n"},"n":{"type":"array","items":{"type":"boolean"},"maxItems":2}},"required":["kind","n"]}""")]
    [InlineData("""{"anyOf":[{"type":"boolean"},{"type":"null"},{"$ref":"#/$defs/pair"}],"$defs":{"pair":{"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":2}}}""")]
    public async Task Stream_Schema_GivesJsonOfIt(string schema)
    {
        await using var engine = Open();
        using var client = new LlamaChatClient(engine, "tiny", TimeProvider.System);
        using var document = JsonDocument.Parse(schema);
        for (var seed = 0; seed < 5; seed++)
        {
            var options = new ChatOptions { MaxOutputTokens = 300, Seed = seed, ResponseFormat = ChatResponseFormat.ForJsonSchema(document.RootElement) };
            var response = await client.GetResponseAsync([new(ChatRole.User, "json")], options).Within();
            Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
            SchemaCheck.Holds(document.RootElement, response.Text);
        }
    }

    private LlamaEngine Open() => LlamaEngine.Load(
        fixture.Path, "", new EngineSettings { ContextTokens = 2048, Threads = 1 }, TimeProvider.System, NullLogger.Instance);

    /// <summary>The engine, and what it was asked last.</summary>
    private sealed class NotedEngine(LlamaEngine engine) : ILlamaEngine
    {
        public LlamaRequest? Asked { get; private set; }

        public LlamaModelInfo Model => engine.Model;

        public LlamaCounters Counters => engine.Counters;

        public IAsyncEnumerable<LlamaStep> StartAsync(LlamaRequest request, CancellationToken cancellationToken) =>
            engine.StartAsync(Asked = request, cancellationToken);

        public ValueTask<int> CountTokensAsync(IReadOnlyList<LlamaMessage> messages, CancellationToken cancellationToken) =>
            engine.CountTokensAsync(messages, cancellationToken);

        public ValueTask<LlamaVectors> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
            engine.EmbedAsync(texts, cancellationToken);

        public ValueTask DisposeAsync() => engine.DisposeAsync();
    }
}
