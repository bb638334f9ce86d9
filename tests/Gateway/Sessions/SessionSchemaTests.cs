using GroupChat.Gateway.Sessions.Storage;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Gateway.Tests.Sessions;

/// <summary>Sessions of earlier versions go on.</summary>
public sealed class SessionSchemaTests
{
    private const string Row = "INSERT INTO sessions VALUES ('s', 'u', 'Ada', 1, 4000000000000, 7, 2, 0)";

    [Fact]
    public async Task Open_FileOfVersion1_KeepsItsSessions()
    {
        using var folder = new TempFolder();
        var data = new DataFolder(folder.Path);
        using (var old = SqliteDatabase.Open(data.File(SessionSchema.FileName), new(SessionSchema.Mark, (1, SessionSchema.First))))
            await old.WriteAsync(sql => { sql.Execute(Row); }).Within();

        await AssertKeptAsync(data, new());
    }

    [Fact]
    public async Task Open_PostgresOfVersion1_KeepsItsSessions()
    {
        using var folder = new TempFolder();
        var storage = new StorageOptions { Postgres = await (await PostgresServer.Shared).CreateDatabaseAsync() };
        var first = new SqlMigrations(SessionSchema.Mark, (1, PostgresTables.From(SessionSchema.First)));
        using (var old = PostgresDatabase.Open(storage.Postgres, first, StorageOptions.PostgresKey))
            await old.WriteAsync(sql => sql.Execute(Row)).Within();

        await AssertKeptAsync(new(folder.Path), storage);
    }

    private static async Task AssertKeptAsync(DataFolder data, StorageOptions storage)
    {
        using var database = new SessionDatabase(data, storage, NullLogger<SessionDatabase>.Instance);

        var kept = await new SqlSessionStore(database).FindAsync("s", default).Within();

        Assert.Equal(("Ada", 7L, "", false), (kept!.DisplayName, kept.RefreshSerial, kept.DeviceLabel, kept.Revoked));
    }
}
