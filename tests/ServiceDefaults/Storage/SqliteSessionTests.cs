using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class SqliteSessionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteSession _session;

    public SqliteSessionTests() => _session = SqliteOpener.OpenWriter(_folder.File("notes.db"), Notes.Schema);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("grüß dich \U0001F44B")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData(long.MaxValue)]
    [InlineData(0.5)]
    [InlineData(new byte[] { 0, 1, 255 })]
    [InlineData(new byte[0])]
    public void Value_BoundAndRead_IsTheSame(object? value)
    {
        var back = _session.QuerySingle("SELECT ?1", row => row.GetValue(0), value);

        Assert.Equal(value, back);
    }

    [Fact]
    public void Value_WithoutAFormInSqlite_IsRefused() =>
        Assert.Throws<ArgumentException>(() => _session.Execute("SELECT ?1", DateTimeOffset.UnixEpoch));

    [Fact]
    public void Raised_InOneBatchAndAfter_NeverFalls() => Assert.Equal(RaisedRows.Expected, RaisedRows.Raise(_session));

    [Fact]
    public void Prepare_SameText_IsPreparedOnce() =>
        Assert.Same(_session.Prepare("SELECT 1"), _session.Prepare("SELECT 1"));

    [Fact]
    public void Prepared_ReaderLeftEarly_RunsAgain()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(1, _session.QuerySingle("SELECT 1 UNION ALL SELECT 2", row => row.GetInt32(0)));
    }

    [Fact]
    public void Execute_Repeated_CountsChangedRows()
    {
        Assert.Equal(2, _session.Execute("INSERT INTO notes(text) VALUES (?1), (?2)", "a", "b"));
        Assert.Equal(1, _session.Execute("DELETE FROM notes WHERE text = ?1", "a"));
        Assert.Equal(0, _session.Execute("DELETE FROM notes WHERE text = ?1", "a"));
    }

    [Fact]
    public void Query_NoRow_IsTold()
    {
        Assert.Empty(_session.Query("SELECT id FROM notes", row => row.GetInt64(0)));
        Assert.False(_session.TryQuerySingle("SELECT id FROM notes", row => row.GetInt64(0), out _));
        Assert.Null(_session.QuerySingle("SELECT text FROM notes", row => row.GetString(0)));
    }

    [Fact]
    public void Trim_ManyTexts_ForgetsThem()
    {
        var first = _session.Prepare("SELECT 1");
        for (var i = 0; i < 300; i++)
            _session.Prepare($"SELECT {i}, 'of many'");

        _session.Trim();

        Assert.NotSame(first, _session.Prepare("SELECT 1"));
    }

    [Fact]
    public void Returning_FirstRowTaken_StatementIsFinished()
    {
        _session.Execute("BEGIN IMMEDIATE");
        var id = _session.QuerySingle("INSERT INTO notes(text) VALUES (?1) RETURNING id", row => row.GetInt64(0), "a");
        _session.Execute("COMMIT");

        Assert.Equal(1, id);
    }
}
