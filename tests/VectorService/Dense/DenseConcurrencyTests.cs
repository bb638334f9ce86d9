using GroupChat.TestSupport;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Dense;

public sealed class DenseConcurrencyTests
{
    private const int Dimension = 16;
    private const int Rows = 1_500;
    private const int Searches = 300;

    /// <summary>Generous: a busy machine does this in a minute.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>One thread appends and builds, another searches: no lock, no invalid slot, and what had been appended is found.</summary>
    [Fact]
    public async Task Search_WhileRowsAreAppendedAndBuilt_FindsWhatWasThere()
    {
        var rows = new Clouds(Dimension, seed: 3).Many(Rows);
        var index = new DenseIndex(Dimension, settings: Clouds.Small);
        index.Rows.Append(rows[0]);
        var writing = Task.Run(() => Write(index, rows));
        var missed = await Task.Run(() => Search(index, rows)).Within(Limit);
        await writing.Within(Limit);
        Assert.Equal(Rows, index.InGraph);
        // A walk may miss one in a hundred even in a graph at rest.
        Assert.InRange(missed, 0, Searches / 20);
    }

    private static void Write(DenseIndex index, float[][] rows)
    {
        foreach (var row in rows[1..])
        {
            index.Rows.Append(row);
            index.Build(1);
        }

        index.Build(1);
    }

    private static int Search(DenseIndex index, float[][] rows)
    {
        var random = new Random(1);
        var missed = 0;
        for (var asked = 0; asked < Searches; asked++)
        {
            var count = index.Rows.Count;
            var slot = random.Next(count);
            var among = Clouds.Slots(Enumerable.Range(0, count));
            var found = Clouds.Search(index, rows[slot], new(among, 3) { Path = asked % 4 == 0 ? SearchPath.Codes : SearchPath.Graph });
            Assert.All(found, other => Assert.InRange(other, 0, count - 1));
            missed += found.Contains(slot) ? 0 : 1;
        }

        return missed;
    }
}
