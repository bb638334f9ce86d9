using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class PostgresOpeningTests : IAsyncLifetime
{
    private const string Setting = "Storage:Postgres";

    private static readonly SqlMigrations Others = new("GCot", (1, "CREATE TABLE others(id bigint)"));

    private string _postgres = "";

    public async Task InitializeAsync() => _postgres = await (await PostgresServer.Shared).CreateDatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Open_Again_KeepsWhatWasWritten()
    {
        await using (var first = Open(PostgresNotes.Schema))
            await first.Add("kept").Within();

        await using var second = Open(PostgresNotes.Schema);

        Assert.Equal(["kept"], await second.Texts().Within());
    }

    [Fact]
    public async Task Open_ByManyAtOnce_MakesTheTablesOnce()
    {
        var opening = Enumerable.Range(0, 8).Select(i => Task.Run(() => Open(i % 2 == 0 ? PostgresNotes.Schema : Others)));

        foreach (var database in await Task.WhenAll(opening).Within())
            await database.DisposeAsync();

        Assert.Equal((1, 1), (await VersionAsync(PostgresNotes.Schema), await VersionAsync(Others)));
    }

    [Fact]
    public async Task Open_OlderSchema_RunsTheMissingStepsOnly()
    {
        await using (var first = Open(PostgresNotes.Schema))
            await first.Add("kept").Within();
        var newer = new SqlMigrations("GCts", (1, "this one must not run again"), (2, "ALTER TABLE notes ADD younger text; CREATE INDEX i ON notes(younger);"));

        await using var second = Open(newer);

        Assert.Equal(2, await VersionAsync(newer));
        Assert.Equal(["kept"], await second.Texts().Within());
    }

    [Fact]
    public async Task Open_StepFails_LeavesTheOlderSchema()
    {
        await Open(PostgresNotes.Schema).DisposeAsync();
        var broken = new SqlMigrations("GCts", (1, ""), (2, "CREATE TABLE fine(id bigint)"), (3, "CREATE TABLE notes(id bigint)"));

        Refused(() => Open(broken), "schema 3");

        Assert.Equal(1, await VersionAsync(PostgresNotes.Schema));
    }

    [Fact]
    public async Task Open_NewerSchema_IsRefused()
    {
        await Open(new("GCts", (1, PostgresTables.From(PostgresNotes.First)), (2, "ALTER TABLE notes ADD younger text"))).DisposeAsync();

        Refused(() => Open(PostgresNotes.Schema), "newer version (schema 2, this one knows 1)");
    }

    [Fact]
    public async Task Open_TablesOfSomebodyElse_IsRefused()
    {
        await PostgresServer.ExecuteAsync(_postgres, "CREATE TABLE precious(id bigint)");

        Refused(() => Open(PostgresNotes.Schema), "another program");
    }

    [Fact]
    public void Open_NoSuchDatabase_IsRefused() =>
        Refused(() => Open(PostgresNotes.Schema, _postgres + "nowhere"), "does not exist");

    [Fact]
    public void Open_NoServer_IsRefusedWithoutThePassword()
    {
        var error = Refused(() => Open(PostgresNotes.Schema, "Host=/nowhere;Username=u;Password=swordfish;Database=d"), "cannot be reached");

        Assert.DoesNotContain("swordfish", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hots=db")]
    [InlineData("db.example.org")]
    [InlineData("Database=groupchat")]
    public void Open_NoConnectionString_IsRefused(string text) => Refused(() => Open(PostgresNotes.Schema, text), "is no connection string");

    private static StartupError Refused(Func<PostgresDatabase> open, string because)
    {
        var error = Assert.Throws<StartupError>(open);
        Assert.Contains(because, error.Message, StringComparison.Ordinal);
        Assert.Equal(Setting, error.Setting);
        return error;
    }

    private PostgresDatabase Open(SqlMigrations migrations, string? postgres = null) =>
        PostgresDatabase.Open(postgres ?? _postgres, migrations, Setting);

    private async Task<int> VersionAsync(SqlMigrations migrations)
    {
        await using var database = Open(migrations);
        return await database.ReadAsync(session => session.QuerySingle(
            "SELECT version FROM groupchat_schema WHERE mark = ?1", row => row.GetInt32(0), migrations.ApplicationId)).Within();
    }
}
