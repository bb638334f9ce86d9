using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Embedding;

namespace GroupChat.Vectors.Tests.Embedding;

public sealed class EmbedderCatalogTests
{
    private readonly EmbedderCatalog _catalog = new([Embedder.Hash()]);

    [Theory]
    [InlineData("", "hash-v1", 768)]
    [InlineData("hash-v1", "hash-v1", 768)]
    [InlineData("none", "none", 0)]
    [InlineData("minilm", "", 0)]
    public void Offer_Name_GivesWhatACollectionGets(string asked, string name, int dimension) => Assert.Equal((name, dimension), _catalog.Offer(asked));

    [Fact]
    public void Offer_OtherDefault_IsThatOne()
    {
        var other = Embedder.Hash() with { Name = "other-v1", Dimension = 8 };
        Assert.Equal(("other-v1", 8), new EmbedderCatalog([Embedder.Hash(), other], "other-v1").Offer(""));
        Assert.Equal("Vectors:Embedder", Assert.Throws<StartupError>(() => new EmbedderCatalog([Embedder.Hash()], "minilm")).Setting);
    }

    [Theory]
    [InlineData("hash-v1", 768, true)]
    [InlineData("hash-v1", 384, false)]
    [InlineData("minilm", 384, false)]
    [InlineData("none", 384, false)]
    public void Require_CollectionOfAnotherTime_NeedsTheSameEmbedder(string name, int dimension, bool isHere)
    {
        var collection = new CollectionDefinition("c", dimension, name, default);
        if (isHere)
            Assert.Equal(name, _catalog.Require(collection).Name);
        else
            Assert.Equal("EMBEDDER_UNAVAILABLE", Assert.Throws<DomainError>(() => _catalog.Require(collection)).Reason);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    [InlineData(1f)]
    public void UnitVector_AnyScale_HasLengthOne(float scale)
    {
        var unit = UnitVector.Of([3 * scale, 0, 4 * scale]);
        Assert.Equal(0.6f, unit[0], 1e-6f);
        Assert.Equal(0.8f, unit[2], 1e-6f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    public void UnitVector_NoDirection_IsSeen(float value) => Assert.False(UnitVector.HasDirection([value, 0]));
}
