using GroupChat.ServiceDefaults.Errors;
using GroupChat.Vectors.Embedding;

namespace GroupChat.Vectors.Tests.Embedding;

public sealed class EmbedderCatalogTests
{
    private readonly EmbedderCatalog _catalog = new([new HashEmbedder()]);

    [Theory]
    [InlineData("")]
    [InlineData("hash-v1")]
    public void Find_DefaultOrName_GivesEmbedder(string name)
    {
        var embedder = _catalog.Find(name);
        Assert.NotNull(embedder);
        Assert.Equal((HashEmbedder.Name, HashEmbedder.Dimension, true), (embedder.Name, embedder.Dimension, embedder.WeighsQueries));
    }

    [Fact]
    public void Find_UnknownName_GivesNothing() => Assert.Null(_catalog.Find("minilm"));

    [Fact]
    public void Require_UnknownName_Refuses() =>
        Assert.Equal("EMBEDDER_UNAVAILABLE", Assert.Throws<DomainError>(() => _catalog.Require("minilm")).Reason);

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
