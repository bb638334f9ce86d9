using GroupChat.ServiceDefaults.Storage;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Files;
using GroupChat.Vectors.Index;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;
using Microsoft.Extensions.Logging;

namespace GroupChat.Vectors.Tests.Kills;

/// <summary>Store, files and loader over one folder, as child and parent both open them.</summary>
internal sealed class KilledHouse : IAsyncDisposable
{
    public KilledHouse(string folder, ILogger<IndexFolder> logger)
    {
        Store = new SqlitePointStore(SqliteDatabase.Open(Path.Combine(folder, VectorSchema.File), VectorSchema.Migrations));
        Files = new IndexFolder(Path.Combine(folder, "vectors"), logger);
        Loader = new TenantLoader(Store, Files, Clouds.Small);
    }

    public SqlitePointStore Store { get; }

    public IndexFolder Files { get; }

    public TenantLoader Loader { get; }

    public async Task<CollectionDefinition> CollectionAsync() => (await Store.EnsureCollectionAsync(
        new CollectionDefinition("c", Tenants.Dimension, "test-v1", DateTimeOffset.UnixEpoch), default)).Definition;

    public async Task<TenantAddress> RoomAsync() => (await CollectionAsync()).Tenant("room");

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
