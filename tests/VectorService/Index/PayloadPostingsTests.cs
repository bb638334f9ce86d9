using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class PayloadPostingsTests
{
    private static readonly string[] Keys = ["doc", "lang", "page"];

    [Fact]
    public void Candidates_AnyFilterAfterAnyHistory_AreThoseThatMatch()
    {
        var random = new Random(31);
        var index = new TenantIndex(new VectorShape(4));
        for (var round = 0; round < 60; round++)
        {
            Snapshots.Apply(index, [.. Enumerable.Range(0, 10).Select(_ => Point(random))], [$"p{random.Next(80)}"]);
            if (round % 10 == 9)
                index.Keep(100, default);
            var snapshot = index.Snapshot;
            for (var query = 0; query < 20; query++)
            {
                var filter = Filter(random, depth: 2);
                var expected = snapshot.Live.Where(slot => filter.Matches(snapshot.Point(slot).Payload));
                var found = snapshot.Candidates(filter);
                Assert.Equal(expected.Count, found.Count);
                foreach (var slot in expected)
                    Assert.True(found.Contains(slot));
            }
        }
    }

    [Fact]
    public void Narrow_SeveralConditions_GoesByTheOneThatFewestHave()
    {
        var postings = new PayloadPostings();
        for (var slot = 0; slot < 100; slot++)
            postings.Add(slot, new Dictionary<string, string> { ["room"] = "r", ["doc"] = $"{slot / 10}" });
        PayloadFilter room = AnyOf("room", "r"), docs = AnyOf("doc", "3", "5", "none");
        Assert.Equal([30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59], postings.Narrow(PayloadFilter.All([room, PayloadFilter.All([docs])]))!.Order());
        Assert.Equal(100, postings.Narrow(room)!.Count());
        Assert.Empty(postings.Narrow(AnyOf("doc", "none"))!);
        Assert.Null(postings.Narrow(new PayloadFilter.Group([], [docs], [room])));
        Assert.Null(postings.Narrow(new PayloadFilter.Exists("doc")));
    }

    private static PayloadFilter.AnyOf AnyOf(string key, params string[] values) => new PayloadFilter.AnyOf(key, values.ToHashSet());

    private static StoredPoint Point(Random random) =>
        Tenants.Point(random.Next(80), [1, 0, 0, 0]) with
        {
            Payload = Keys.Where(_ => random.Next(4) > 0).ToDictionary(key => key, _ => $"{random.Next(5)}"),
        };

    private static PayloadFilter Filter(Random random, int depth) => random.Next(depth > 0 ? 4 : 3) switch
    {
        0 => new PayloadFilter.Exists(Keys[random.Next(3)]),
        1 => new PayloadFilter.InRange(Keys[random.Next(3)], null, random.Next(5), null, null),
        2 => AnyOf(Keys[random.Next(3)], [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"{random.Next(6)}")]),
        _ => new PayloadFilter.Group(Some(random, depth), Some(random, depth), Some(random, depth)),
    };

    private static PayloadFilter[] Some(Random random, int depth) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Filter(random, depth - 1))];
}
