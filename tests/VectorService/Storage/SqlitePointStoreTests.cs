using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Storage;

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

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }
}
