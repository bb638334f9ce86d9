using System.Globalization;
using GroupChat.Bench.Hybrid;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Lexical;
using GroupChat.Vectors.Points;

namespace GroupChat.Bench.Lexical;

/// <summary>The service's own lexical lane without everything else. It lies in memory.</summary>
internal sealed class OwnWords : IWordIndex
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly TenantIndex _index = new(new VectorShape(1), DenseSettings.Default with { ScanLimit = int.MaxValue });
    private int _version;

    public string Name => "ours";

    public TimeSpan Processor => Environment.CpuUsage.TotalTime;

    public Task AddAsync(IReadOnlyList<Passage> passages)
    {
        foreach (var some in passages.Index().Chunk(250))
            Apply([.. some.Select(one => PointOf(one.Index, one.Item.Text))]);
        return Task.CompletedTask;
    }

    public Task ChangeAsync(IReadOnlyList<IWordIndex.Change> changes)
    {
        Apply([.. changes.Select(change => PointOf(change.Number, change.New))]);
        return Task.CompletedTask;
    }

    public Task KeepAsync()
    {
        while (_index.WantsUpkeep)
            _index.Keep(int.MaxValue, default);
        return Task.CompletedTask;
    }

    public Task<List<int>> SearchAsync(string query, bool isName, int limit)
    {
        var snapshot = _index.Snapshot;
        var found = Bm25.Search(snapshot, LexicalQuery.Of(snapshot, query).Terms, snapshot.Live, limit);
        return Task.FromResult(found.Select(hit => int.Parse(snapshot.Point(hit.Slot).Id, CultureInfo.InvariantCulture)).ToList());
    }

    public Task<long> BytesAsync() => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true) - _before);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Apply(IReadOnlyList<IndexedPoint> points) => _index.Apply(new TenantChange(++_version, points, []));

    private static IndexedPoint PointOf(int number, string text) =>
        new(new StoredPoint(number.ToString("D8", CultureInfo.InvariantCulture), text, new Dictionary<string, string>(), [1], 0));
}
