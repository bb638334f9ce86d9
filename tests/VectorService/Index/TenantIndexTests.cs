using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Embedding;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Search;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class TenantIndexTests
{
    private static readonly string[] Words = ["room", "log", "event", "cursor", "agent", "token", "stream", "猫が眠る", "vector"];

    /// <summary>Whatever happened to it, an index answers like one built from what is left.</summary>
    [Fact]
    public void Apply_AnyHistory_AnswersLikeAFreshIndex() => Prop
        .ForAll<(byte Id, byte First, byte Second, bool IsDelete)[]>(history =>
        {
            var index = new TenantIndex(new VectorShape(HashEmbedder.Dimension));
            var model = new Dictionary<string, StoredPoint>();
            foreach (var (id, first, second, isDelete) in history)
                Change(index, model, $"p{id % 12}", $"{Words[first % Words.Length]} {Words[second % Words.Length]}", isDelete);
            var fresh = Snapshots.IndexOf([.. model.Values.OrderBy(point => point.Id, StringComparer.Ordinal)]);
            return Words.All(word => Answers(index.Snapshot, word).SequenceEqual(Answers(fresh.Snapshot, word)));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_ManyReplacements_CompactsAndStillAnswers()
    {
        var index = new TenantIndex(new VectorShape(HashEmbedder.Dimension));
        for (var round = 0; round < 40; round++)
        {
            Snapshots.Apply(index, [.. Enumerable.Range(0, 20).Select(i => Snapshots.Point($"p{i}", $"word{i} round{round}"))], []);
            index.Keep(20, default);
        }

        Assert.True(index.Snapshot.Segment.Count < 400, $"{index.Snapshot.Segment.Count} slots for 20 points");
        Assert.Equal(20, index.Snapshot.Live.Count);
        Assert.Equal("p7", Answers(index.Snapshot, "word7")[0].Id);
        Assert.Equal(40, index.Snapshot.TotalLength);
    }

    [Fact]
    public void Apply_SameIdTwiceInOneChange_KeepsTheLast()
    {
        var index = Snapshots.IndexOf(Snapshots.Point("a", "first"), Snapshots.Point("a", "second"));
        Assert.Equal(1, index.Snapshot.Live.Count);
        Assert.Equal("second", Answers(index.Snapshot, "second").Single().Text);
    }

    [Fact]
    public void Snapshot_TakenBeforeAChange_StaysAsItWas()
    {
        var index = Snapshots.IndexOf(Snapshots.Point("a", "old words"), Snapshots.Point("b", "other words"));
        var before = index.Snapshot;
        Snapshots.Apply(index, [Snapshots.Point("a", "new text")], ["b"]);
        Assert.Equal(["a", "b"], Answers(before, "words").Select(answer => answer.Id));
        Assert.Equal("old words", Answers(before, "old")[0].Text);
    }

    [Fact]
    public void Append_VectorOfAnotherLength_IsRefused()
    {
        var index = new TenantIndex(new VectorShape(4));
        Assert.Throws<InvalidDataException>(() => Snapshots.Apply(index, [Snapshots.Point("a", "text")], []));
    }

    private static void Change(TenantIndex index, Dictionary<string, StoredPoint> model, string id, string text, bool isDelete)
    {
        if (isDelete)
        {
            model.Remove(id);
            Snapshots.Apply(index, [], [id]);
            return;
        }

        model[id] = Snapshots.Point(id, text);
        Snapshots.Apply(index, [model[id]], []);
    }

    private static List<(string Id, string Text, double Score)> Answers(TenantSnapshot snapshot, string query) =>
    [
        .. TenantSearch.Run(
            snapshot,
            new SearchQuery(query, [], SearchMode.Hybrid, 10, null),
            HashEmbedder.EmbedQuery(query, snapshot.Features, snapshot.Live.Count))
            .Select(hit => (hit.Point.Id, hit.Point.Text, hit.Score)),
    ];
}
