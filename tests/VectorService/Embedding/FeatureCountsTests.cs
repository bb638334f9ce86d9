using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Embedding;

namespace GroupChat.Vectors.Tests.Embedding;

public sealed class FeatureCountsTests
{
    [Fact]
    public void Add_AnyChanges_CountsLikeADictionary() => Prop
        .ForAll<(byte, bool)[]>(changes =>
        {
            var counts = new FeatureCounts();
            var model = new Dictionary<ulong, int>();
            foreach (var (feature, isMore) in changes)
            {
                // Close keys that collide in a small table.
                var key = 1 + ((ulong)feature << 8);
                counts.Add([new HashFeature(key, 1, 1)], isMore ? 1 : -1);
                model[key] = model.GetValueOrDefault(key) + (isMore ? 1 : -1);
            }

            return model.All(pair => counts[pair.Key] == pair.Value) && counts[999] == 0;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Add_ManyFeatures_GrowsAndForgetsWhatNoLongerCounts()
    {
        var counts = new FeatureCounts();
        for (var round = 0; round < 20; round++)
        {
            var features = Enumerable.Range(1, 1_000).Select(i => new HashFeature((ulong)((round * 1_000) + i) << 7, 1, 1)).ToArray();
            counts.Add(features, 1);
            Assert.All(features, feature => Assert.Equal(1, counts[feature.Hash]));
            counts.Add(features, -1);
        }

        Assert.Equal(0, counts[1 << 7]);
    }

    [Fact]
    public async Task Read_WhileWritersGrow_SeesNoCountThatNeverWas()
    {
        var counts = new FeatureCounts();
        var known = new HashFeature(42, 1, 1);
        counts.Add([known], 1);
        var writing = Task.Run(() =>
        {
            for (ulong i = 100; i < 200_000; i++)
                counts.Add([new HashFeature(i * 0x9E3779B97F4A7C15, 1, 1)], 1);
        });
        while (!writing.IsCompleted)
            Assert.Equal(1, counts[known.Hash]);
        await writing;
    }
}
