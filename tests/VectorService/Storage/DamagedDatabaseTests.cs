using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using GroupChat.Vectors.Collections;
using GroupChat.Vectors.Points;
using GroupChat.Vectors.Storage;
using GroupChat.Vectors.Tests.Kit;

namespace GroupChat.Vectors.Tests.Storage;

public sealed class DamagedDatabaseTests : IDisposable
{
    private const int Flips = 100;

    private readonly TempFolder _folder = new();

    private string DatabaseFile => _folder.File(VectorSchema.File);

    /// <summary>Whatever bit of the file changes: what is read is what was written, or an error says that it is not.</summary>
    [Fact]
    public async Task Load_AnyBitOfTheFileFlipped_AnswersRightOrSaysSo()
    {
        var rooms = await FillAsync();
        var truth = await LoadAsync(rooms);
        var sound = File.ReadAllBytes(DatabaseFile);
        var random = new Random(21);
        var noticed = 0;
        for (var flip = 0; flip < Flips; flip++)
        {
            var bytes = sound.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(DatabaseFile, bytes);
            try
            {
                Assert.Equal(truth, await LoadAsync(rooms));
            }
            catch (Exception error) when (error is StartupError || error is DomainError { Code: ErrorCode.DataLoss })
            {
                noticed++;
            }
        }

        Assert.InRange(noticed, Flips / 10, Flips); // much of so small a file is empty pages
    }

    [Fact]
    public async Task Load_RowGone_SaysSo()
    {
        var rooms = await FillAsync();
        await ExecuteAsync("DELETE FROM points WHERE id = 'p7' AND tenant = 'r0'");
        await using var store = Open();
        var error = await Assert.ThrowsAsync<DomainError>(() => store.LoadAsync(rooms[0], null, default).Within());
        Assert.Equal(("TENANT_DAMAGED", ErrorCode.DataLoss), (error.Reason, error.Code));
        Assert.Equal(40, (await store.LoadAsync(rooms[1], null, default).Within()).Points.Count);
    }

    [Fact]
    public async Task Load_RowMovedToAnotherTenant_IsRefused()
    {
        var rooms = await FillAsync();
        await ExecuteAsync("UPDATE points SET id = 'q', tenant = 'r1' WHERE id = 'p7' AND tenant = 'r0'");
        await using var store = Open();
        await Assert.ThrowsAsync<DomainError>(() => store.LoadAsync(rooms[1], null, default).Within());
        await Assert.ThrowsAsync<DomainError>(() => store.GetAsync(rooms[1], ["q"], default).Within());
    }

    /// <summary>Points of before there were checksums.</summary>
    [Fact]
    public async Task Open_DatabaseOfTheFirstSchema_KeepsItsPoints()
    {
        var first = new SqlMigrations("GCve", (1, VectorSchema.First));
        await using (var old = SqliteDatabase.Open(DatabaseFile, first))
        {
            await old.WriteAsync(session =>
            {
                session.Execute("INSERT INTO collections (id, dimension, embedder, created_ms) VALUES ('c', 1, 'test-v1', 0)");
                foreach (var id in (string[])["a", "b", "c"])
                    session.Execute(
                        "INSERT INTO points (collection, tenant, id, version, text, payload, vector) VALUES (1, 'r', ?1, 1, '', '{}', ?2)", id, new byte[4]);
            }).Within();
        }

        await using var store = Open();
        var room = new TenantAddress(1, "r");
        Assert.Equal(3, (await store.LoadAsync(room, null, default).Within()).Points.Count);
        Assert.True(await store.UpsertAsync(room, [Tenants.Point(1, [1]) with { Id = "a" }], _ => { }, default).Within());
        Assert.Equal(["b"], await store.DeleteAsync(room, ["b"], _ => { }, default).Within());
        Assert.Equal(["a", "c"], (await store.LoadAsync(room, null, default).Within()).Points.Select(point => point.Id).Order());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<TenantAddress[]> FillAsync()
    {
        await using var store = Open();
        var wanted = new CollectionDefinition("c", Tenants.Dimension, "test-v1", DateTimeOffset.UnixEpoch);
        var collection = (await store.EnsureCollectionAsync(wanted, default).Within()).Definition;
        var clouds = new Clouds(Tenants.Dimension, seed: 3);
        var rooms = Enumerable.Range(0, 3).Select(room => collection.Tenant($"r{room}")).ToArray();
        foreach (var room in rooms)
        {
            await store.UpsertAsync(room, [.. Enumerable.Range(0, 50).Select(number => Tenants.Point(number, clouds.Next(number)) with { Text = $"text {number}" })], _ => { }, default).Within();
            await store.DeleteAsync(room, [.. Enumerable.Range(0, 10).Select(number => $"p{number * 5}")], _ => { }, default).Within();
        }

        return rooms;
    }

    private async Task<string[]> LoadAsync(TenantAddress[] rooms)
    {
        await using var store = Open();
        var all = new List<string>();
        foreach (var room in rooms)
        {
            all.AddRange((await store.LoadAsync(room, null, default).Within()).Points.Select(point =>
                $"{room} {point.Id} {point.Text} {point.Version} {point.Payload.Count} {string.Join(' ', point.Vector)}"));
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var raw = SqliteDatabase.Open(DatabaseFile, VectorSchema.Migrations);
        await raw.WriteAsync(session => session.Execute(sql)).Within();
    }

    private SqlitePointStore Open() => new(SqliteDatabase.Open(DatabaseFile, VectorSchema.Migrations));
}
