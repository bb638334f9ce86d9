using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class SqliteOpeningTests : IDisposable
{
    private const int OurMark = 0x47437473; // GCts

    private readonly TempFolder _folder = new();
    private readonly string _file;

    public SqliteOpeningTests() => _file = _folder.File("notes.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NoFile_CreatesFolderAndMarksTheFile()
    {
        var file = _folder.File("a/b/notes.db");

        await using var database = SqliteDatabase.Open(file, Notes.Schema);

        Assert.Equal((OurMark, 1), await Schema(database));
    }

    [Fact]
    public async Task Open_EmptyFile_IsANewDatabase()
    {
        await File.WriteAllBytesAsync(_file, []).Within();

        await using var database = SqliteDatabase.Open(_file, Notes.Schema);

        Assert.Empty(await database.Texts().Within());
    }

    [Fact]
    public async Task Open_Again_KeepsWhatWasWritten()
    {
        await using (var first = SqliteDatabase.Open(_file, Notes.Schema))
            await first.Add("kept").Within();

        await using var second = SqliteDatabase.Open(_file, Notes.Schema);

        Assert.Equal(["kept"], await second.Texts().Within());
    }

    [Fact]
    public async Task Open_OlderSchema_RunsTheMissingStepsOnly()
    {
        await using (var first = SqliteDatabase.Open(_file, Notes.Schema))
            await first.Add("kept").Within();
        var newer = new SqlMigrations(
            "GCts", (1, "this one must not run again"), (2, "ALTER TABLE notes ADD COLUMN more TEXT; CREATE INDEX i ON notes(more);"));

        await using var second = SqliteDatabase.Open(_file, newer);

        Assert.Equal((OurMark, 2), await Schema(second));
        Assert.Equal(["kept"], await second.Texts().Within());
    }

    [Fact]
    public async Task Open_StepFails_LeavesTheOlderSchema()
    {
        await using (var first = SqliteDatabase.Open(_file, Notes.Schema))
            await first.Add("kept").Within();
        var broken = new SqlMigrations("GCts", (1, ""), (2, "CREATE TABLE fine(id)"), (3, "CREATE TABLE notes(id)"));

        var error = Assert.Throws<StartupError>(() => SqliteDatabase.Open(_file, broken));

        Assert.Contains("schema 3", error.Message, StringComparison.Ordinal);
        await using var again = SqliteDatabase.Open(_file, Notes.Schema);
        Assert.Equal((OurMark, 1), await Schema(again));
        Assert.Equal(["kept"], await again.Texts().Within());
    }

    [Fact]
    public void Open_NoDatabase_IsRefusedUntouched()
    {
        File.WriteAllText(_file, "Dear diary, this is no database but a text that is long enough to have a header. " + new string('x', 200));

        AssertRefusedUntouched("damaged");
    }

    [Fact]
    public void Open_ShortFile_IsRefusedUntouched()
    {
        File.WriteAllText(_file, "SQLite format 3\0");

        AssertRefusedUntouched("damaged");
    }

    [Fact]
    public void Open_CutOffFile_IsRefusedUntouched()
    {
        SqliteDatabase.Open(_file, Notes.Schema).Dispose();
        var bytes = File.ReadAllBytes(_file);
        File.WriteAllBytes(_file, bytes[..(bytes.Length - 4096)]);

        AssertRefusedUntouched("damaged");
    }

    [Fact]
    public void Open_FirstPageOverwritten_IsRefusedUntouched()
    {
        SqliteDatabase.Open(_file, Notes.Schema).Dispose();
        using (var file = File.OpenWrite(_file))
        {
            file.Position = 100;
            file.Write(Enumerable.Repeat((byte)0xA5, 3000).ToArray());
        }

        AssertRefusedUntouched("damaged");
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public void Open_NewerSchema_IsRefusedUntouched(string journal)
    {
        RawSqlite.Run(_file, $"PRAGMA journal_mode={journal}; CREATE TABLE t(id); PRAGMA application_id={OurMark}; PRAGMA user_version=99;");

        AssertRefusedUntouched("newer version (schema 99, this one knows 1)");
    }

    [Fact]
    public void Open_NewerSchemaStillInTheLog_IsRefusedUntouched()
    {
        RawSqlite.RunAndBeKilled(_file, $"PRAGMA application_id={OurMark}; PRAGMA user_version=99;");

        AssertRefusedUntouched("newer version");
    }

    [Theory]
    [InlineData("PRAGMA application_id=252006673")]
    [InlineData("PRAGMA application_id=0")]
    [InlineData("PRAGMA user_version=1")]
    public void Open_ForeignDatabase_IsRefusedUntouched(string mark)
    {
        RawSqlite.Run(_file, $"CREATE TABLE theirs(id); {mark};");

        AssertRefusedUntouched("belongs to another program");
    }

    [Fact]
    public void Open_LockedByAnotherProcess_SaysSo()
    {
        SqliteDatabase.Open(_file, Notes.Schema).Dispose();
        using var other = RawSqlite.Connect(_file);
        RawSqlite.Run(other, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE;");

        AssertRefused("in use by another process");
    }

    [Fact]
    public void Open_FolderCannotBeMade_NamesTheSetting()
    {
        File.WriteAllText(_folder.File("file"), "in the way");

        var error = Assert.Throws<StartupError>(() => SqliteDatabase.Open(_folder.File("file/notes.db"), Notes.Schema));

        Assert.Equal("Data", error.Setting);
    }

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("äbcd", 1)]
    [InlineData("abcd", 2)]
    public void Migrations_MistakeInTheList_IsRefused(string mark, int firstVersion) =>
        Assert.Throws<ArgumentException>(() => new SqlMigrations(mark, (firstVersion, "")));

    [Fact]
    public void Library_TooOldOrNotThreadSafe_NamesTheSetting()
    {
        Assert.Equal("Sqlite:Library", Assert.Throws<StartupError>(() => NativeSqlite.Check(new(3, 36, 9), true)).Setting);
        Assert.Equal("Sqlite:Library", Assert.Throws<StartupError>(() => NativeSqlite.Check(new(3, 40, 1), false)).Setting);
        Assert.Equal(new(3, 37, 0), NativeSqlite.Check(new(3, 37, 0), true));
    }

    private void AssertRefusedUntouched(string message)
    {
        var before = FolderSnapshot.Of(_folder.Path);
        AssertRefused(message);
        Assert.Equal(before, FolderSnapshot.Of(_folder.Path));
    }

    private void AssertRefused(string message)
    {
        var error = Assert.Throws<StartupError>(() => SqliteDatabase.Open(_file, Notes.Schema));
        Assert.Equal("Data", error.Setting);
        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Mark, int Version)> Schema(SqliteDatabase database) => await database.ReadAsync(session => (
        session.QuerySingle("PRAGMA application_id", row => row.GetInt32(0)),
        session.QuerySingle("PRAGMA user_version", row => row.GetInt32(0)))).Within();
}
