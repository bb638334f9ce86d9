using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;
using GroupChat.TestSupport;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Text;
using Microsoft.Extensions.AI;

namespace GroupChat.Vectors.Tests.Embedding;

public sealed class HashEmbedderTests
{
    [Fact]
    public void Embed_AnyText_HasUnitLengthOrNoDirection() => Prop
        .ForAll<NonNull<string>>(text =>
        {
            var norm = TensorPrimitives.Norm<float>(HashEmbedder.Embed(text.Get));
            return norm == 0 || Math.Abs(norm - 1) < 1e-5;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Embed_SameTextTwice_IsTheSameToTheBit() => Prop
        .ForAll<NonNull<string>>(text => HashEmbedder.Embed(text.Get).AsSpan().SequenceEqual(HashEmbedder.Embed(text.Get)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("!!! ... ---")]
    [InlineData("   ")]
    [InlineData("")]
    public void Embed_NoWords_IsAllZeros(string text) => Assert.All(HashEmbedder.Embed(text), value => Assert.Equal(0, value));

    [Theory]
    [InlineData("The gateway forwards calls", "the GATEWAY forwards  calls!")]
    [InlineData("ｆｕｌｌ width", "full width")]
    public void Embed_FormsOfOneText_AreEqual(string left, string right) =>
        Assert.Equal(HashEmbedder.Embed(left), HashEmbedder.Embed(right));

    [Fact]
    public void Embed_SimilarText_IsNearerThanOther()
    {
        var stored = HashEmbedder.Embed("Every room is an append-only log of events with a sequence");
        Assert.True(
            Cosine(stored, HashEmbedder.Embed("rooms are append only logs of sequenced events"))
            > Cosine(stored, HashEmbedder.Embed("the cat sat on a warm windowsill in spring")) + 0.2);
    }

    [Fact]
    public void Embed_UnspacedText_SharesCharacters()
    {
        var stored = HashEmbedder.Embed("部屋は追記専用のログです");
        Assert.True(Cosine(stored, HashEmbedder.Embed("追記専用ログの部屋")) > Cosine(stored, HashEmbedder.Embed("猫が窓辺で眠っている")) + 0.2);
    }

    [Fact]
    public void EmbedQuery_UnknownFeatures_AreDropped()
    {
        var counts = CountsOf("alpha beta", "alpha gamma");
        Assert.Equal(HashEmbedder.EmbedQuery("alpha", counts, 2), HashEmbedder.EmbedQuery("alpha 漢", counts, 2));
    }

    [Fact]
    public void EmbedQuery_NothingKnown_HasNoDirection() =>
        Assert.All(HashEmbedder.EmbedQuery("漢字", CountsOf("alpha beta"), 1), value => Assert.Equal(0, value));

    [Fact]
    public void EmbedQuery_RareWord_OutweighsCommonWord()
    {
        var counts = CountsOf("alpha beta", "alpha gamma", "alpha delta", "alpha omega");
        var query = HashEmbedder.EmbedQuery("alpha omega", counts, 4);
        Assert.True(Cosine(query, HashEmbedder.Embed("omega")) > Cosine(query, HashEmbedder.Embed("alpha")));
    }

    [Fact]
    public async Task GenerateAsync_SeveralTexts_EmbedsEachInOrder()
    {
        using var embedder = new HashEmbedder();
        var embeddings = await embedder.GenerateAsync(["one text", "another"]).Within();
        Assert.Equal(
            [HashEmbedder.Embed("one text"), HashEmbedder.Embed("another")], embeddings.Select(embedding => embedding.Vector.ToArray()));
        Assert.All(embeddings, embedding => Assert.Equal(HashEmbedder.Name, embedding.ModelId));
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_Stops()
    {
        using var embedder = new HashEmbedder();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedder.GenerateAsync(["text"], null, new CancellationToken(true)));
    }

    [Fact]
    public void GetService_MetadataAndSelf_AreThere()
    {
        using var embedder = new HashEmbedder();
        var metadata = Assert.IsType<EmbeddingGeneratorMetadata>(embedder.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.Equal((HashEmbedder.Name, HashEmbedder.Dimension), (metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(embedder, embedder.GetService(typeof(HashEmbedder)));
        Assert.Null(embedder.GetService(typeof(string)));
    }

    private static float Cosine(float[] left, float[] right) => TensorPrimitives.Dot<float>(left, right);

    private static FeatureCounts CountsOf(params string[] texts)
    {
        var counts = new FeatureCounts();
        foreach (var text in texts)
            counts.Add(HashFeatures.Of(Tokenizer.Tokenize(text)), 1);
        return counts;
    }
}
