using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Storage;

public sealed class SqlitePointStoreTests : PointStoreContract, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqlitePointStore _store;

    public SqlitePointStoreTests() =>
        _store = new SqlitePointStore(SqliteDatabase.Open(_folder.File(VectorSchema.File), VectorSchema.Migrations));

    private protected override IPointStore Store => _store;

    [Theory]
    [InlineData(new[] { 1f, -2.5f, float.Epsilon }, "0000803F000020C001000000")]
    [InlineData(new float[0], "")]
    public void VectorBlob_Floats_AreLittleEndian(float[] vector, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(VectorBlob.Write(vector)));
        Assert.Equal(vector, VectorBlob.Read(Convert.FromHexString(hex)));
    }

    [Fact]
    public async Task Load_AfterWrites_IsAsOfTheLast()
    {
        var wanted = new CollectionDefinition("docs", 1, "test-v1", DateTimeOffset.UnixEpoch);
        var room = (await _store.EnsureCollectionAsync(wanted, default).Within()).Definition.Tenant("room");
        long last = 0;
        await _store.UpsertAsync(room, [Snapshots.Point("a", "old")], _ => { }, default).Within();
        await _store.UpsertAsync(room, [Snapshots.Point("a", "new"), Snapshots.Point("b", "text")], version => last = version, default).Within();
        var contents = await _store.LoadAsync(room, null, default).Within();
        Assert.Equal(last, contents.Version);
        Assert.Equal(["new", "text"], contents.Points.Select(point => point.Text).Order());
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
