using GroupChat.Agents.Llama;
using GroupChat.Agents.Llama.Scheduling;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;
using GroupChat.TestSupport.Llama;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Llama;

public sealed class EmbedderTests : IDisposable
{
    private static readonly EngineSettings Settings = new() { ContextTokens = 8192, Threads = 1 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vectors_OfManyTexts_AreThoseOfEachAlone()
    {
        await using var engine = Load(new());
        var texts = Enumerable.Range(0, 40).Select(static number => $"text {number} " + new string('x', number * 7)).ToList();

        var together = await engine.EmbedAsync(texts, CancellationToken.None).Within();

        Assert.Equal((40, TinyBert.Width), (together.Count, engine.Model.EmbeddingSize));
        for (var i = 0; i < texts.Count; i++)
        {
            var alone = Assert.Single(await engine.EmbedAsync([texts[i]], CancellationToken.None).Within());
            Assert.Equal(1, Dot(alone, alone), 4);
            Assert.Equal(1, Dot(alone, together[i]), 4);
        }
        Assert.NotEqual(1, Dot(together[0], together[39]), 3);
    }

    [Fact]
    public async Task Pooling_OfTheFile_IsKept()
    {
        await using var mean = Load(new());
        await using var first = Load(new() { Pooling = 2 });
        await using var unsaid = Load(new() { Pooling = 0 });

        var (one, other, same) = (await OneAsync(mean), await OneAsync(first), await OneAsync(unsaid));

        Assert.NotEqual(1, Dot(one, other), 3);
        Assert.Equal(1, Dot(one, same), 4);
    }

    [Fact]
    public async Task Text_LongerThanTheModelReads_IsRefusedAndTheNextIsNot()
    {
        await using var engine = Load(new());

        var refused = await Assert.ThrowsAsync<DomainError>(
            () => engine.EmbedAsync(["short", new string('x', 600)], CancellationToken.None).AsTask().Within());

        Assert.Equal((ErrorCode.OutOfRange, LlamaErrors.Overflow, "512"), (refused.Code, refused.Reason, refused.Metadata["context_tokens"]));
        Assert.Equal(1, Dot(await OneAsync(engine), await OneAsync(engine)), 4);
    }

    [Fact]
    public void Model_ThatRanksOrWritesNothing_IsRefusedForWhatItCannotDo()
    {
        var ranks = Assert.Throws<DomainError>(() => Load(new() { Pooling = 4 }));
        var reads = Assert.Throws<DomainError>(() => LlamaEngine.Load(
            new TinyBert().Save(_folder.File("bert.gguf")), "", Settings, TimeProvider.System, NullLogger.Instance));

        Assert.Equal(("MODEL_NOT_EMBEDDING", "MODEL_NOT_GENERATIVE"), (ranks.Reason, reads.Reason));
    }

    [Fact]
    public async Task Model_ThatWrites_EmbedsWhenItIsLoadedForThat()
    {
        var path = new TinyLlama().Save(_folder.File("llama.gguf"));
        await using var engine = EmbeddingEngine.Load(path, "", Settings, NullLogger.Instance);

        var vectors = await engine.EmbedAsync(["one", "two, and longer", "one"], CancellationToken.None).Within();

        Assert.Equal(1, Dot(vectors[0], vectors[2]), 4);
        Assert.NotEqual(1, Dot(vectors[0], vectors[1]), 3);
        Assert.Equal("MODEL_NOT_GENERATIVE", Assert.Throws<DomainError>(() => engine.StartAsync(new(), CancellationToken.None)).Reason);
    }

    private EmbeddingEngine Load(TinyBert model) => EmbeddingEngine.Load(
        model.Save(_folder.File($"bert-{model.Pooling}.gguf")), "", Settings, NullLogger.Instance);

    private static async Task<float[]> OneAsync(EmbeddingEngine engine) =>
        (await engine.EmbedAsync(["one text of some words"], CancellationToken.None).Within())[0];

    private static double Dot(float[] one, float[] other) => one.Zip(other, static (a, b) => (double)a * b).Sum();
}
