using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Index;

public sealed class TenantLoaderTests : IAsyncLifetime, IDisposable
{
    private const int Points = 1_500;

    private readonly TempFolder _folder = new();
    private readonly IndexFiles _files = new();
    private readonly Clouds _clouds = new(Tenants.Dimension, seed: 5);
    private SqlitePointStore _store = null!;
    private TenantAddress _room;

    [Fact]
    public async Task Load_NoFile_HasNoGraphYet()
    {
        var (index, version) = await LoadAsync();
        Assert.Equal(Points, index.Snapshot.Live.Count);
        Assert.Equal(0, index.Snapshot.Segment.Dense.InGraph);
        Assert.Equal(1, version);
    }

    [Fact]
    public async Task Load_FileOfThisMoment_HasTheGraphAtOnce()
    {
        await SaveAsync();
        var (index, _) = await LoadAsync();
        Assert.Equal(Points, index.Snapshot.Segment.Count);
        Assert.False(index.WantsUpkeep);
        Assert.False(index.WantsSaving);
        await AssertAnswersAsync(index);
    }

    [Fact]
    public async Task Load_PointsChangedSinceTheFile_AreAsInTheDatabase()
    {
        await SaveAsync();
        await UpsertAsync(Enumerable.Range(Points - 50, 150)); // some replaced, some new
        await _store.DeleteAsync(_room, [.. Enumerable.Range(0, 200).Select(number => $"p{number}")], _ => { }, default).Within();
        var (index, _) = await LoadAsync();
        Assert.Equal(Points - 100, index.Snapshot.Live.Count);
        Assert.Equal(Points, index.Snapshot.Segment.Dense.InGraph);
        Assert.True(index.WantsUpkeep);
        await AssertAnswersAsync(index);
        index.Keep(Points, default);
        await AssertAnswersAsync(index);
        Snapshots.Apply(index, [Tenants.Point(0, _clouds.Next(0))], ["p400"]);
        Assert.Equal(Points - 100, index.Snapshot.Live.Count);
    }

    [Fact]
    public async Task Load_FileOfADatabaseThatWasThrownAway_TakesNothingFromIt()
    {
        await SaveAsync();
        await _store.DeleteAsync(_room, [.. Enumerable.Range(0, Points).Select(number => $"p{number}")], _ => { }, default).Within();
        await UpsertAsync(Enumerable.Range(0, Points)); // the same ids, other vectors
        var (index, _) = await LoadAsync();
        Assert.Equal(Points, index.Snapshot.Live.Count);
        Assert.Equal(2 * Points, index.Snapshot.Segment.Count);
        await AssertAnswersAsync(index);
    }

    [Fact]
    public async Task Load_PointDamaged_SaysWhichUntilItIsStoredAgain()
    {
        await using (var raw = SqliteDatabase.Open(_folder.File(VectorSchema.File), VectorSchema.Migrations))
            await raw.WriteAsync(session => session.Execute("UPDATE points SET text = 'x' WHERE id = 'p3'")).Within();
        var error = await Assert.ThrowsAsync<ServiceDefaults.Errors.DomainError>(LoadAsync);
        Assert.Equal(("POINT_DAMAGED", "p3"), (error.Reason, error.Metadata["point_id"]));
        await Assert.ThrowsAsync<ServiceDefaults.Errors.DomainError>(() => _store.GetAsync(_room, ["p3"], default).Within());
        Assert.Single(await _store.GetAsync(_room, ["p4"], default).Within());
        await UpsertAsync([3]);
        Assert.Equal(Points, (await LoadAsync()).Index.Snapshot.Live.Count);
    }

    public async Task InitializeAsync()
    {
        _store = new SqlitePointStore(SqliteDatabase.Open(_folder.File(VectorSchema.File), VectorSchema.Migrations));
        var collection = new CollectionDefinition("c", Tenants.Dimension, "test-v1", default);
        _room = (await _store.EnsureCollectionAsync(collection, default).Within()).Definition.Tenant("room");
        await UpsertAsync(Enumerable.Range(0, Points));
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    private async Task UpsertAsync(IEnumerable<int> numbers) => Assert.True(await _store.UpsertAsync(
        _room, [.. numbers.Select(number => Tenants.Point(number, _clouds.Next(number)))], _ => { }, default).Within());

    private Task<LoadedTenant> LoadAsync() =>
        new TenantLoader(_store, _files.Folder, Clouds.Small).LoadAsync(_room, Tenants.Shape, default).Within();

    private async Task SaveAsync()
    {
        var (index, _) = await LoadAsync();
        index.Keep(Points, default);
        Assert.True(index.WantsSaving);
        Assert.True(_files.Folder.Save(_room, index.Snapshot, default));
    }

    /// <summary>What is found by every way is what brute force finds among what the database has.</summary>
    private async Task AssertAnswersAsync(TenantIndex index)
    {
        var stored = (await _store.LoadAsync(_room, null, default).Within()).Points;
        var all = Clouds.Slots(Enumerable.Range(0, stored.Count));
        var rows = stored.Select(point => point.Vector).ToArray();
        var (snapshot, found) = (index.Snapshot, 0);
        var queries = new Clouds(Tenants.Dimension, seed: 6).Many(60);
        foreach (var query in queries)
        {
            var truth = Clouds.Nearest(rows, query, all, 10).Select(slot => stored[slot].Id).ToArray();
            Assert.Equal(truth, Ids(new DenseRequest(snapshot.Live, 10) { Exact = true }, query));
            found += truth.Intersect(Ids(new DenseRequest(snapshot.Live, 10) { Path = SearchPath.Graph }, query)).Count();
        }

        Assert.InRange(found / (10.0 * queries.Length), 0.95, 1);

        string[] Ids(DenseRequest how, float[] query) => [.. Clouds.Search(snapshot.Segment.Dense, query, how).Select(slot => snapshot.Point(slot).Id)];
    }
}
