using GroupChat.Vectors.Embedding;

namespace GroupChat.Vectors.Tests.Embedding;

/// <summary>
/// "hash-v1" is a promise: vectors stored by an older version are compared with queries of a newer one. When one of these
/// fails, the embedder needs a new name, not a new expectation. The values come from a second implementation in another language.
/// </summary>
public sealed class HashEmbedderGoldenTests
{
    [Theory]
    [InlineData("", 971909191830961740UL)]
    [InlineData("a", 5760768094055569837UL)]
    [InlineData("group", 13753710793817983332UL)]
    [InlineData("漢字", 11871386509200249687UL)]
    public void Hash_KnownText_KnownValue(string text, ulong expected) => Assert.Equal(expected, StableHash.Start(1).Add(text).Finish());

    [Theory]
    [InlineData("The rooms and THE room", 29, new[] { 211, 453, 367, 258 }, new[] { 0.50013f, -0.50013f, -0.2953848f, 0.2727249f })]
    [InlineData("部屋のログ", 12, new[] { 26, 248, 595, 656 }, new[] { 0.4444444f, -0.4444444f, -0.4444444f, 0.4444444f })]
    [InlineData("room 会話 logs", 23, new[] { 453, 585, 671 }, new[] { -0.4850713f, -0.4850713f, 0.4850713f })]
    public void Embed_KnownText_KnownVector(string text, int directions, int[] places, float[] values)
    {
        var vector = HashEmbedder.Embed(text);
        Assert.Equal(directions, vector.Count(value => value != 0));
        for (var i = 0; i < places.Length; i++)
            Assert.Equal(values[i], vector[places[i]], 1e-6f);
    }
}
