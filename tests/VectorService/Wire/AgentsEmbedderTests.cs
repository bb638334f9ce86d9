using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Vector.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Identity;
using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Kit;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Vectors.Tests.Wire;

/// <summary>Embedders as they are configured, over the wire: models of AgentService, and settings that cannot be.</summary>
public sealed class AgentsEmbedderTests
{
    private static readonly Address Room = new() { CollectionId = "c", TenantId = "room" };

    [Fact]
    public async Task Search_EmbedderIsAModelOfAgents_GoesThere()
    {
        var agents = new FakeEmbeddings();
        await using var node = await StartAsync(agents, ("Vectors:Embedder", "letters"));
        var client = node.ServiceClient<VectorService.VectorServiceClient>();
        var made = await client.EnsureCollectionAsync(new() { CollectionId = "c" }).ResponseAsync.Within();
        Assert.Equal(("letters", EmbeddingServer.Dimension), (made.Collection.Embedder, made.Collection.Dimension));
        await client.UpsertPointsAsync(new() { Address = Room, Points = { Point("a", "aaa"), Point("b", "bbb") } }).ResponseAsync.Within();
        Assert.Equal("b", (await SearchAsync(client, "bb")).Hits[0].Point.PointId);
        Assert.Equal(["tiny:aaa,bbb", "tiny:bb"], agents.Asked);
    }

    [Theory]
    [InlineData("MODEL_FAILED", ErrorCode.Unavailable, StatusCode.Unavailable, "EMBEDDER_FAILED")]
    [InlineData("MODEL_NOT_FOUND", ErrorCode.NotFound, StatusCode.FailedPrecondition, "EMBEDDER_REFUSED")]
    [InlineData("CONTEXT_OVERFLOW", ErrorCode.OutOfRange, StatusCode.FailedPrecondition, "EMBEDDER_REFUSED")]
    public async Task Upsert_AgentsFail_SaysSoAndStoresNothing(string theirs, ErrorCode code, StatusCode status, string reason)
    {
        var agents = new FakeEmbeddings();
        await using var node = await StartAsync(agents);
        var client = node.ServiceClient<VectorService.VectorServiceClient>();
        await client.EnsureCollectionAsync(new() { CollectionId = "c", Embedder = "letters" }).ResponseAsync.Within();
        agents.Fault = new DomainError(code, theirs, "no");
        var error = await Assert.ThrowsAsync<RpcException>(
            () => client.UpsertPointsAsync(new() { Address = Room, Points = { Point("a", "aaa") } }).ResponseAsync.Within());
        Assert.Equal(status, error.StatusCode);
        Assert.True(error.TryGetErrorInfo(out var info));
        Assert.Equal((reason, "letters"), (info.Reason, info.Metadata["embedder"]));
        Assert.Equal(0, (await client.CountPointsAsync(new() { Address = Room }).ResponseAsync.Within()).Count);
    }

    [Theory]
    [InlineData("Vectors:Embedder", "elsewhere", "Vectors:Embedder")]
    [InlineData("Embedders:letters:Dimension", "0", "Embedders:letters:Dimension")]
    [InlineData("Embedders:hash-v1:Provider", "Agents", "Embedders:hash-v1")]
    [InlineData("Embedders:letters:Provider", "OpenAI", "Embedders:letters:Address")]
    [InlineData("Embedders:letters:ApiKey", "two words", "Embedders:letters:ApiKey")]
    [InlineData("Embedders:letters:ApiKeyFile", "/nowhere/key", "Embedders:letters:ApiKeyFile")]
    public async Task Start_SettingThatCannotBe_IsNamed(string key, string value, string named)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(new FakeEmbeddings(), (key, value)));
        Assert.Contains(named, error is StartupError startup ? startup.Setting : error.Message, StringComparison.Ordinal);
    }

    private static Point Point(string id, string text) => new() { PointId = id, Text = text };

    private static async Task<SearchPointsResponse> SearchAsync(VectorService.VectorServiceClient client, string text) =>
        await client.SearchPointsAsync(new() { Address = Room, Query = text, Mode = SearchMode.Dense }).ResponseAsync.Within();

    private static Task<TestNode> StartAsync(FakeEmbeddings agents, params (string Key, string Value)[] settings) => TestNode.StartAsync(
        builder =>
        {
            builder.Configuration["Embedders:letters:Provider"] = "Agents";
            builder.Configuration["Embedders:letters:Model"] = "tiny";
            builder.Configuration["Embedders:letters:Dimension"] = $"{EmbeddingServer.Dimension}";
            builder.Configuration["Embedders:letters:Retries"] = "0";
            foreach (var (key, value) in settings)
                builder.Configuration[key] = value;
            builder.Services.AddSingleton(agents);
            builder.AddVectors();
        },
        app =>
        {
            app.MapVectors();
            app.MapGroupChatService<FakeEmbeddings>();
        });

    /// <summary>As much of AgentService as is asked for here.</summary>
    [ServiceOnly]
    internal sealed class FakeEmbeddings : EmbeddingService.EmbeddingServiceBase
    {
        public DomainError? Fault { get; set; }

        public List<string> Asked { get; } = [];

        public override Task<EmbedResponse> Embed(EmbedRequest request, ServerCallContext context)
        {
            if (Fault is not null)
                throw Fault;
            Asked.Add($"{request.ModelId}:{string.Join(',', request.Texts)}");
            var vectors = request.Texts.Select(text => new Contracts.Agent.V1.Embedding { Values = { EmbeddingServer.VectorOf(text) } });
            return Task.FromResult(new EmbedResponse { ModelId = request.ModelId, Dimension = EmbeddingServer.Dimension, Embeddings = { vectors } });
        }
    }
}
