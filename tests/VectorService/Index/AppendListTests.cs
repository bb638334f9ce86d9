using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Tests.Index;

public sealed class AppendListTests
{
    [Fact]
    public void AddRange_BeyondCapacity_KeepsAll()
    {
        var list = new AppendList<int>(1);
        for (var i = 0; i < 100; i++)
            list.AddRange([i, -i, i * 2]);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => new[] { i, -i, i * 2 }), list.Span.ToArray());
    }

    [Fact]
    public async Task Span_WhileTheWriterGrows_ShowsOnlyFinishedItems()
    {
        var list = new AppendList<int>(1);
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= 300_000; i++)
                list.Add(i);
        });
        while (!writing.IsCompleted)
        {
            var seen = list.Span;
            Assert.True(seen.IsEmpty || seen[^1] == seen.Length);
        }

        await writing;
        Assert.Equal(300_000, list.Count);
    }
}
