using GroupChat.Vectors.Dense;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Files;

public sealed class IndexFolderTests : IDisposable
{
    private const int Points = 2_500; // more than two pieces of rows, and a part of one

    private static readonly TenantIndex Index = Tenants.Grown(Points, deleted: 100);

    private readonly IndexFiles _files = new();

    [Fact]
    public void Open_NothingSaved_IsNull() => Assert.Null(_files.Open());

    [Fact]
    public void Open_Saved_HoldsTheVectorsOfTheLivingAndWalksAsBefore()
    {
        Assert.True(Save());
        var saved = _files.Open()!;
        Assert.Equal((Points, Points), (saved.Dense.Rows.Count, saved.Dense.InGraph));
        Assert.Equal(Index.Snapshot.Segment.Dense.Width, saved.Dense.Width);
        Assert.All(Enumerable.Range(0, Points), number => Assert.Equal(number >= 100, saved.Holds($"p{number}", Row(number))));
        Assert.False(saved.Holds("p200", Row(201)));
        Assert.False(saved.Holds("nobody", Row(200)));
        foreach (var query in new Clouds(Tenants.Dimension, seed: 8).Many(50))
            Assert.Equal(Tenants.Walk(Index.Snapshot.Segment.Dense, query, Index.Snapshot.Live), Tenants.Walk(saved.Dense, query, Index.Snapshot.Live));
        Assert.Empty(_files.Warnings);
    }

    [Fact]
    public void Open_Saved_GrowsOn()
    {
        Save();
        var saved = _files.Open()!;
        var more = new Clouds(Tenants.Dimension, seed: 9).Many(600);
        foreach (var vector in more)
            saved.Dense.Rows.Append(vector);
        saved.Dense.Build(more.Length);
        var rows = Enumerable.Range(0, Points).Select(slot => Row(slot).ToArray()).Concat(more).ToArray();
        var all = Clouds.Slots(Enumerable.Range(0, rows.Length));
        var queries = new Clouds(Tenants.Dimension, seed: 10).Many(50);
        Assert.Equal(rows.Length, saved.Dense.InGraph);
        Assert.InRange(Clouds.Recall(saved.Dense, rows, queries, new(all, 10) { Path = SearchPath.Graph, Width = 200 }), 0.97, 1);
    }

    [Fact]
    public void Save_Thrice_KeepsTwo()
    {
        for (var time = 0; time < 3; time++)
            Save();
        Assert.Equal(["0000000000000003.index", "0000000000000002.index"], _files.Paths.Select(Path.GetFileName));
    }

    [Fact]
    public void Open_NewestIsDamaged_TakesTheOlderOneAndSaysSo()
    {
        Save();
        Save();
        var newest = _files.Paths[0];
        Flip(newest, IndexFileHeader.Bytes + 10);
        Assert.Equal(Points, _files.Open()!.Dense.InGraph);
        Assert.Contains(newest, Assert.Single(_files.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(newest, _files.Paths);
    }

    [Fact]
    public void Open_FileOfAnotherTenant_IsRefused()
    {
        _files.Folder.Save(Tenants.Address with { Tenant = "other" }, Index.Snapshot, default);
        var others = Assert.Single(_files.Paths);
        Save();
        File.Move(others, _files.Paths.Single(path => path != others), overwrite: true);
        Assert.Null(_files.Open());
    }

    [Fact]
    public void Save_DiskIsFull_IsFalseAndKeepsWhatWasThere()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Save();
        File.CreateSymbolicLink(_files.Paths[0].Replace("1.index", "2.index.part", StringComparison.Ordinal), "/dev/full");
        Assert.False(Save());
        Assert.Single(_files.Warnings);
        Assert.Equal("0000000000000001.index", Path.GetFileName(Assert.Single(_files.Paths)));
        Assert.NotNull(_files.Open());
        Assert.True(Save());
    }

    [Fact]
    public void Save_FolderCannotBeMade_IsFalse()
    {
        File.WriteAllText(_files.Root, "in the way");
        Assert.False(Save());
        Assert.Null(_files.Open());
    }

    [Fact]
    public void Save_Cancelled_LeavesNothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => _files.Folder.Save(Tenants.Address, Index.Snapshot, new CancellationToken(canceled: true)));
        Assert.Empty(_files.Paths);
    }

    [Fact]
    public void DropAllBut_SomeCollections_RemovesTheOthers()
    {
        for (var key = 1; key <= 3; key++)
            _files.Folder.Save(new TenantAddress(key, "room"), Index.Snapshot, default);
        _files.Folder.Drop(1);
        _files.Folder.DropAllBut(new HashSet<long> { 3, 4 });
        Assert.Equal(["3"], Directory.GetDirectories(_files.Root).Select(Path.GetFileName));
    }

    public void Dispose() => _files.Dispose();

    private static ReadOnlySpan<float> Row(int slot) => Index.Snapshot.Segment.Dense.Rows.Row(slot);

    private static void Flip(string path, long at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private bool Save() => _files.Folder.Save(Tenants.Address, Index.Snapshot, default);
}
