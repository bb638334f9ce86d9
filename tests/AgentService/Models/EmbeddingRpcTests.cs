using GroupChat.Agents.Tests.Neighbours;
using GroupChat.Contracts.Agent.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Workers;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Agents.Tests.Models;

public sealed class EmbeddingRpcTests
{
    private const string TwoVectors =
        """{"data":[{"index":1,"embedding":[0,-5]},{"index":0,"embedding":[3.0,4e0]}],"usage":{"prompt_tokens":7}}""";

    [Fact]
    public async Task Texts_OfALocalModel_BecomeVectorsInTheWorker()
    {
        using var folder = new TempFolder();
        await using var agents = await AgentNode.StartAsync(
            null,
            static builder => builder.Services.AddSingleton(WorkerCommand.OfAssembly("dotnet", typeof(AgentModule).Assembly)),
            ("Llm:WaitSeconds", "55"),
            ("Models:near:Provider", "Llama"), ("Models:near:Mode", "Embed"), ("Models:near:Threads", "1"),
            ("Models:near:File", new TinyBert().Save(folder.File("bert.gguf"))),
            ("Models:writes:Provider", "Llama"), ("Models:writes:Threads", "1"), ("Models:writes:Retries", "0"),
            ("Models:writes:File", folder.File("bert.gguf")));
        var client = Client(agents);

        var answer = await client.EmbedAsync(new() { ModelId = "near", Texts = { "one", "two", "one" } }).ResponseAsync.Within();

        Assert.Equal(("near", TinyBert.Width, 3), (answer.ModelId, answer.Dimension, answer.Embeddings.Count));
        Assert.All(answer.Embeddings, static vector => Assert.Equal(1, vector.Values.Sum(static number => number * number), 3));
        Assert.Equal(1, Dot(answer.Embeddings[0], answer.Embeddings[2]), 4);
        Assert.NotEqual(1, Dot(answer.Embeddings[0], answer.Embeddings[1]), 3);
        await Eventually.TrueAsync(() => agents.Turns.Charged.Any(static charge =>
            charge is { Kind: Contracts.Chat.V1.UsageKind.Embedding, ModelId: "near", UserId: "", Usage: { InputTokens: >= 3, Estimated: false } }));
        var listed = (await agents.Node.Client<AgentService.AgentServiceClient>("ann").ListModelsAsync(new())).Models;
        Assert.Equal([false, true, false], listed.Select(static model => model.Embeds));
        await RefusedAsync(client, new() { ModelId = "near", Texts = { new string('x', 600) } }, StatusCode.OutOfRange, "CONTEXT_OVERFLOW");
        await RefusedAsync(client, new() { ModelId = "writes", Texts = { "x" } }, StatusCode.FailedPrecondition, "MODEL_NOT_EMBEDDING");
        var catalog = agents.Node.Services.GetRequiredService<Agents.Models.ModelCatalog>();
        var refused = await Assert.ThrowsAsync<ServiceDefaults.Errors.DomainError>(() => catalog.Find("writes")!.Client.AskAsync());
        var embeds = await Assert.ThrowsAsync<ServiceDefaults.Errors.DomainError>(() => catalog.Find("near")!.Client.AskAsync());
        Assert.Equal(("MODEL_NOT_GENERATIVE", "MODEL_NOT_GENERATIVE"), (refused.Reason, embeds.Reason));
    }

    [Fact]
    public async Task Texts_OfServers_BecomeVectorsOfLengthOne()
    {
        await using var openAI = await ModelServer.StartAsync(ModelServer.Says("application/json", TwoVectors));
        await using var ollama = await ModelServer.StartAsync(
            ModelServer.Says("application/json", """{"embeddings":[[3,4],[0,-5]],"prompt_eval_count":7}"""));
        await using var agents = await NodeAsync(("cloud", "OpenAI", openAI), ("near", "Ollama", ollama));

        foreach (var id in (string[])["cloud", "near"])
        {
            var answer = await Client(agents).EmbedAsync(new() { ModelId = id, Texts = { "a", "b" } }).ResponseAsync.Within();
            Assert.Equal([[0.6f, 0.8f], [0f, -1f]], answer.Embeddings.Select(static vector => vector.Values.ToArray()));
        }

        var (path, authorization, asked) = Assert.Single(openAI.Requests);
        Assert.Equal(("/embeddings", "Bearer the-secret-key", "b"), (path, authorization, asked.GetProperty("input")[1].GetString()));
        (path, _, asked) = Assert.Single(ollama.Requests);
        Assert.Equal(("/api/embed", false), (path, asked.GetProperty("truncate").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"data":[{"index":0,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":7,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":-1,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":["x"]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1e300]},{"index":1,"embedding":[1]}]}""")]
    [InlineData("""{"data":7}""")]
    [InlineData("""[]""")]
    [InlineData("the-secret-key")]
    public async Task Answer_OfAServerThatIsNoVectors_IsRefusedWithoutItsWords(string body)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Says("application/json", body));
        await using var agents = await NodeAsync(("cloud", "OpenAI", server));

        var refused = await RefusedAsync(
            Client(agents), new() { ModelId = "cloud", Texts = { "a", "b" } }, StatusCode.FailedPrecondition, "MODEL_REFUSED");

        Assert.DoesNotContain("secret", refused.Status.Detail, StringComparison.Ordinal);
        var listed = (await agents.Node.Client<AgentService.AgentServiceClient>("ann").ListModelsAsync(new())).Models;
        Assert.Equal(ModelState.Unavailable, listed.Single(static model => model.ModelId == "cloud").State);
    }

    [Fact]
    public async Task Server_ThatIsDownForAMoment_IsAskedAgain()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Status(503), ModelServer.Says("application/json", TwoVectors));
        await using var agents = await NodeAsync(("cloud", "OpenAI", server));

        var answer = await Client(agents).EmbedAsync(new() { ModelId = "cloud", Texts = { "a", "b" } }).ResponseAsync.Within();

        Assert.Equal(2, answer.Embeddings.Count);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Texts_BeyondOneRequestOfTheServer_AreAskedForInSeveral()
    {
        await using var server = await ModelServer.StartAsync(
            Vectors(64), Vectors(36), Vectors(8), Vectors(2));
        await using var agents = await NodeAsync(("near", "Ollama", server));
        var texts = Enumerable.Range(0, 100).Select(static number => $"text {number}");

        var many = await Client(agents).EmbedAsync(new() { ModelId = "near", Texts = { texts } }).ResponseAsync.Within();
        var long10 = await Client(agents).EmbedAsync(new() { ModelId = "near", Texts = { Enumerable.Repeat(new string('x', 32_768), 10) } }).ResponseAsync.Within();

        Assert.Equal((100, 10), (many.Embeddings.Count, long10.Embeddings.Count));
        Assert.Equal([64, 36, 8, 2], server.Requests.Select(static request => request.Body.GetProperty("input").GetArrayLength()));
    }

    [Fact]
    public async Task Request_WithMistakes_IsRefusedWithAllOfThem()
    {
        await using var agents = await AgentNode.StartAsync();
        var client = Client(agents);

        var refused = await RefusedAsync(
            client, new() { Texts = { " ", new string('ä', 16_385) } }, StatusCode.InvalidArgument, "INVALID_REQUEST");
        Assert.All((string[])["model_id", "texts[0]", "texts[1]"], field => Assert.Contains(field, refused.Status.Detail, StringComparison.Ordinal));
        await RefusedAsync(client, new() { ModelId = "x" }, StatusCode.InvalidArgument, "INVALID_REQUEST");
        await RefusedAsync(client, new() { ModelId = "x", Texts = { Enumerable.Repeat("x", 257) } }, StatusCode.InvalidArgument, "INVALID_REQUEST");
        await RefusedAsync(client, new() { ModelId = "x", Texts = { "x" } }, StatusCode.NotFound, "MODEL_NOT_FOUND");
        await RefusedAsync(client, new() { ModelId = "extractive", Texts = { "x" } }, StatusCode.FailedPrecondition, "MODEL_NOT_EMBEDDING");
        await RefusedAsync(
            agents.Node.Client<EmbeddingService.EmbeddingServiceClient>("ann"),
            new() { ModelId = "extractive", Texts = { "x" } }, StatusCode.PermissionDenied, "SERVICE_IDENTITY_REQUIRED");
    }

    [Fact]
    public async Task Model_ThatEmbeds_AnswersForNoAgent()
    {
        var error = await Assert.ThrowsAsync<StartupError>(() => AgentNode.StartAsync(
            null, ("Agents:Model", "near"), ("Models:near:Provider", "Ollama"), ("Models:near:Mode", "Embed")));

        Assert.Equal("Agents:Model", error.Setting);
    }

    private static double Dot(Embedding one, Embedding other) => one.Values.Zip(other.Values, static (a, b) => (double)a * b).Sum();

    private static Func<Microsoft.AspNetCore.Http.HttpResponse, Task> Vectors(int count) => ModelServer.Says(
        "application/json", $$"""{"embeddings":[{{string.Join(',', Enumerable.Repeat("[1,0]", count))}}]}""");

    private static EmbeddingService.EmbeddingServiceClient Client(AgentNode agents) =>
        agents.Node.ServiceClient<EmbeddingService.EmbeddingServiceClient>();

    private static Task<AgentNode> NodeAsync(params (string Id, string Provider, ModelServer Server)[] models) => AgentNode.StartAsync(
        null,
        [.. models.SelectMany(static model => ((string, string)[])
        [
            ($"Models:{model.Id}:Provider", model.Provider), ($"Models:{model.Id}:Address", model.Server.Address),
            ($"Models:{model.Id}:Mode", "Embed"), ($"Models:{model.Id}:ApiKey", "the-secret-key"), ($"Models:{model.Id}:TimeoutSeconds", "30"),
        ])]);

    private static async Task<RpcException> RefusedAsync(
        EmbeddingService.EmbeddingServiceClient client, EmbedRequest request, StatusCode code, string reason)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => client.EmbedAsync(request).ResponseAsync.Within());
        Assert.Equal((code, reason), (refused.StatusCode, refused.TryGetErrorInfo(out var info) ? info.Reason : ""));
        return refused;
    }
}
