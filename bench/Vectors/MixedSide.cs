using System.Diagnostics;
using GroupChat.Bench.Load;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Bench.Vectors;

/// <summary>One tenant as the service has it: database, index files, cache and upkeep, without the wire.</summary>
internal sealed class MixedSide : IAsyncDisposable
{
    private const int Together = 10;
    private const int Writers = 4;

    /// <summary>Queries before the next snapshot is taken.</summary>
    private const int OneSnapshot = 8;

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SqlitePointStore _store;
    private readonly TenantCache _tenants;
    private readonly Task _upkeep;
    private readonly VectorSet _set;
    private CollectionDefinition _collection = new("bench", VectorSet.Dimension, "bench-v1", DateTimeOffset.UnixEpoch);
    private int _written;

    private MixedSide(VectorSet set)
    {
        _set = set;
        _store = new SqlitePointStore(SqliteDatabase.Open(_folder.File(VectorSchema.File), VectorSchema.Migrations));
        var files = new IndexFolder(_folder.File("vectors"), NullLogger<IndexFolder>.Instance);
        var upkeep = new IndexUpkeep(files);
        _tenants = new TenantCache(new TenantLoader(_store, files, DenseSettings.Default), upkeep, maxTenants: 1);
        _upkeep = Task.Run(() => upkeep.RunAsync(_stopping.Token));
    }

    public static async Task<MixedSide> StartAsync(VectorSet set, int count)
    {
        var side = new MixedSide(set);
        side._collection = (await side._store.EnsureCollectionAsync(side._collection, default)).Definition;
        foreach (var rows in Enumerable.Range(0, count).Chunk(1_000))
            await side.UpsertAsync([.. rows.Select(row => side.Point(row, row))]);
        await side.SnapshotAsync();
        while (await side.IsBehindAsync())
            await Task.Delay(100);
        return side;
    }

    /// <summary>Searches on one thread for a while, with so many points written beside it.</summary>
    public async Task<SearchSpeed> SearchAsync(TimeSpan time, int upsertsPerSecond)
    {
        using var ending = new CancellationTokenSource(time);
        var writing = upsertsPerSecond == 0 ? Task.FromResult<List<double>>([]) : WriteAsync(upsertsPerSecond, ending.Token);
        var (queries, elapsed, cpu) = await Task.Run(() => SearchAsync(ending.Token));
        var waits = await writing;
        return new(queries / elapsed, queries / cpu, waits.Count * Together / elapsed, waits.Count == 0 ? 0 : Measure.Percentile(waits, 99));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _upkeep.ContinueWith(static _ => { }, TaskScheduler.Default);
        await _store.DisposeAsync();
        _stopping.Dispose();
        _folder.Dispose();
    }

    private async Task<(int Queries, double Seconds, double CpuSeconds)> SearchAsync(CancellationToken cancellationToken)
    {
        var found = new ScoredSlot[VectorSet.Nearest];
        var (start, queries, cpu) = (Stopwatch.GetTimestamp(), 0, 0.0);
        while (!cancellationToken.IsCancellationRequested)
        {
            var snapshot = await SnapshotAsync(); // at once: the tenant is loaded
            var request = DenseLane.RequestFor(snapshot, snapshot.Live, VectorSet.Nearest, exact: false);
            cpu += ThreadClock.Measure(() =>
            {
                for (var i = 0; i < OneSnapshot; i++, queries++)
                    snapshot.Segment.Dense.Search(_set.Query(queries % _set.Queries), request, found);
            }).TotalSeconds;
        }

        return (queries, Stopwatch.GetElapsedTime(start).TotalSeconds, cpu);
    }

    private async Task<List<double>> WriteAsync(int perSecond, CancellationToken cancellationToken)
    {
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteOneAsync(perSecond / Writers, cancellationToken)));
        return [.. (await Task.WhenAll(writers)).SelectMany(waits => waits)];
    }

    /// <summary>Half of them replace, half are new. Returns how long each write took until it was durable and could be found.</summary>
    private async Task<List<double>> WriteOneAsync(int perSecond, CancellationToken cancellationToken)
    {
        var waits = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            await UpsertAsync([.. Enumerable.Range(0, Together).Select(_ => Next())]);
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            var ahead = TimeSpan.FromSeconds((double)waits.Count * Together / perSecond) - Stopwatch.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, CancellationToken.None);
        }

        return waits;
    }

    private StoredPoint Next()
    {
        var number = Interlocked.Increment(ref _written);
        return Point(number % 2 == 0 ? number : -number, (int)(number * 7L % _set.Count));
    }

    private StoredPoint Point(int id, int row) => new($"p{id}", "", new Dictionary<string, string>(), _set.Row(row).ToArray(), 0);

    private async Task UpsertAsync(StoredPoint[] points)
    {
        var address = _collection.Tenant("bench");
        var indexed = Array.ConvertAll(points, point => new IndexedPoint(point));
        await _store.UpsertAsync(address, points, version => _tenants.Apply(address, new TenantChange(version, indexed, []))?.Run(), default);
    }

    private Task<TenantSnapshot> SnapshotAsync() => _tenants.GetAsync(_collection, "bench", default);

    private async Task<bool> IsBehindAsync() =>
        await SnapshotAsync() is var snapshot && (snapshot.Segment.Dense.WantsBuilding || snapshot.Segment.Dense.WantsCalibration);
}
