using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Embedding;

public sealed class OpenAIEmbedderTests : IAsyncLifetime
{
    private EmbeddingServer _server = null!;

    public async Task InitializeAsync() => _server = await EmbeddingServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Embed_ManyTexts_AsksInBatchesInThePublishedFormat()
    {
        var texts = Enumerable.Range(0, 5).Select(i => $"text {i}").ToArray();
        var made = await _server.Embedder(change: options => options.BatchSize = 2).EmbedAsync(texts, default).Within();
        Assert.Equal(texts.Select(EmbeddingServer.VectorOf), made);
        Assert.Equal(texts, _server.Texts);
        Assert.Equal([2, 2, 1], _server.Requests.Select(request => request.Body.GetProperty("input").GetArrayLength()));
        var (path, authorization, body) = _server.Requests.First();
        Assert.Equal(("/v1/embeddings", "Bearer the-secret-key"), (path, authorization));
        Assert.Equal(("small", "float"), (body.GetProperty("model").GetString(), body.GetProperty("encoding_format").GetString()));
    }

    [Fact]
    public async Task Embed_LongTexts_AreSpreadOverRequests()
    {
        var texts = Enumerable.Range(0, 5).Select(i => $"{i}" + new string('x', 200_000)).ToArray();
        Assert.Equal(5, (await _server.Embedder().EmbedAsync(texts, default).Within()).Count);
        Assert.Equal([2, 2, 1], _server.Requests.Select(request => request.Body.GetProperty("input").GetArrayLength()));
    }

    [Fact]
    public async Task Embed_PrefixesOfQueriesAndDocuments_GoBefore()
    {
        var embedder = _server.Embedder(change: options => (options.QueryPrefix, options.DocumentPrefix) = ("query: ", "passage: "));
        await embedder.EmbedAsync(["stored"], default).Within();
        Assert.Equal(EmbeddingServer.VectorOf("query: asked"), await embedder.EmbedQueryAsync("asked", default).Within());
        Assert.Equal(["passage: stored", "query: asked"], _server.Texts);
    }

    [Fact]
    public async Task Embed_SameTextAgain_IsAskedForOnce()
    {
        var embedder = _server.Embedder(change: options => options.CacheEntries = 2);
        Assert.Equal("aba".Select(text => EmbeddingServer.VectorOf($"{text}")), await embedder.EmbedAsync(["a", "b", "a"], default).Within());
        Assert.Equal("ca".Select(text => EmbeddingServer.VectorOf($"{text}")), await embedder.EmbedAsync(["c", "a"], default).Within());
        Assert.Equal(["a", "b", "c"], _server.Texts);
        await embedder.EmbedAsync(["b"], default).Within(); // two are kept, and b was used longest ago
        Assert.Equal(["a", "b", "c", "b"], _server.Texts);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Embed_FailureThatPasses_IsTriedAgain(int status)
    {
        _server.Next(EmbeddingServer.Status(status));
        Assert.Single(await _server.Embedder(change: options => options.Retries = 1).EmbedAsync(["a"], default).Within());
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData(500, ErrorCode.Unavailable, "EMBEDDER_FAILED", 1)]
    [InlineData(429, ErrorCode.Unavailable, "EMBEDDER_FAILED", 17)]
    [InlineData(401, ErrorCode.FailedPrecondition, "EMBEDDER_REFUSED", 0)]
    [InlineData(404, ErrorCode.FailedPrecondition, "EMBEDDER_REFUSED", 0)]
    [InlineData(302, ErrorCode.FailedPrecondition, "EMBEDDER_REFUSED", 0)]
    public async Task Embed_FailureThatStays_IsTypedWithoutTheServersWords(int status, ErrorCode code, string reason, int retryAfter)
    {
        _server.Next(EmbeddingServer.Status(status, retryAfter > 1 ? $"{retryAfter}" : null));
        var error = await FailsAsync();
        Assert.Equal((code, reason, "letters-v1"), (error.Code, error.Reason, error.Metadata["embedder"]));
        Assert.Equal(retryAfter == 0 ? null : TimeSpan.FromSeconds(retryAfter), error.RetryAfter);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"index":1,"embedding":[1,1,1,1,1,1,1,1]}]}""")]
    [InlineData("""{"data":[{"index":-1,"embedding":[1,1,1,1,1,1,1,1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,1,1,1,1,1,1,1]},{"index":0,"embedding":[1,1,1,1,1,1,1,1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[0,0,0,0,0,0,0,0]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1e39,1,1,1,1,1,1,1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":"AAAA"}]}""")]
    [InlineData("""{"data":[null]}""")]
    [InlineData("""{"data":[{"index":0}]}""")]
    [InlineData("""[1,2]""")]
    [InlineData("<html>")]
    [InlineData("null")]
    public async Task Embed_AnswerThatMakesNoSense_IsRefused(string body)
    {
        _server.Next(EmbeddingServer.Says(body));
        Assert.Equal("EMBEDDER_REFUSED", (await FailsAsync()).Reason);
    }

    [Fact]
    public async Task Embed_BrokenOrEndlessAnswer_Fails()
    {
        _server.Next(EmbeddingServer.Cuts(), EmbeddingServer.Floods());
        Assert.Equal("EMBEDDER_FAILED", (await FailsAsync()).Reason);
        Assert.Equal("EMBEDDER_FAILED", (await FailsAsync()).Reason);
    }

    [Fact]
    public async Task Embed_NoAnswerInTime_Fails()
    {
        var time = new ManualTimeProvider();
        _server.Next(EmbeddingServer.Hangs());
        var embedding = FailsAsync(time);
        await time.UntilWaitingAsync(1);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("EMBEDDER_FAILED", (await embedding).Reason);
    }

    [Fact]
    public async Task Embed_NobodyThere_Fails()
    {
        var embedder = _server.Embedder();
        await _server.DisposeAsync();
        var error = await Assert.ThrowsAsync<DomainError>(() => embedder.EmbedAsync(["a"], default).Within());
        Assert.Equal("EMBEDDER_FAILED", error.Reason);
    }

    [Fact]
    public async Task Embed_Cancelled_IsNoFailureOfTheServer()
    {
        _server.Next(EmbeddingServer.Hangs());
        using var ending = new CancellationTokenSource();
        var embedding = _server.Embedder().EmbedAsync(["a"], ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedding.Within());
    }

    private Task<DomainError> FailsAsync(TimeProvider? time = null) =>
        Assert.ThrowsAsync<DomainError>(() => _server.Embedder(time: time).EmbedAsync(["a"], default).Within());
}
