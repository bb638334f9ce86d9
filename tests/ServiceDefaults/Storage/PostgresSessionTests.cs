using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Npgsql;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class PostgresSessionTests : IAsyncLifetime
{
    private static readonly RowInsert Row = new("notes", ("id", "bigint"), ("text", "text"), ("more", "bytea"));

    private PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = PostgresDatabase.Open(
        await (await PostgresServer.Shared).CreateDatabaseAsync(), PostgresNotes.Schema, "Storage:Postgres");

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData("grüß dich \U0001F44B", "text")]
    [InlineData("", "text")]
    [InlineData(long.MaxValue, "bigint")]
    [InlineData(0.5, "double precision")]
    [InlineData(new byte[] { 0, 1, 255 }, "bytea")]
    [InlineData(new byte[0], "bytea")]
    public async Task Value_BoundAndRead_IsTheSame(object value, string type) => Assert.Equal(
        value, await _database.ReadAsync(session => session.QuerySingle($"SELECT ?1::{type}", row => row.GetValue(0), value)).Within());

    [Fact]
    public async Task Number_ReadAsAnySize_IsTheSame() => Assert.Equal(
        (7, 7L), await _database.ReadAsync(s => s.QuerySingle("SELECT ?1::bigint, ?2::integer", r => (r.GetInt32(0), r.GetInt64(1)), 7L, 7)).Within());

    [Fact]
    public async Task Truth_Stored_IsANumber()
    {
        await _database.WriteAsync(session => session.Execute("INSERT INTO notes(id, text) VALUES (?1, 'x')", true)).Within();

        Assert.Equal(1, await _database.ReadAsync(session => session.QuerySingle("SELECT id FROM notes", row => row.GetInt32(0))).Within());
    }

    [Fact]
    public async Task Null_InsertedAndRead_IsNull()
    {
        await _database.WriteAsync(session => session.Execute("INSERT INTO notes(id, text, more) VALUES (1, 'x', ?1)", [null])).Within();

        Assert.True(await _database.ReadAsync(session => session.QuerySingle("SELECT more FROM notes", row => row.IsNull(0))).Within());
    }

    [Fact]
    public async Task Sent_BeforeAQuery_IsSeenByIt() => Assert.Equal(
        2,
        await _database.WriteAsync(session =>
        {
            session.Send("INSERT INTO notes(id, text) VALUES (1, 'a')");
            session.Send("INSERT INTO notes(id, text) VALUES (2, 'b')");
            return session.QuerySingle("SELECT count(*) FROM notes", row => row.GetInt32(0));
        }).Within());

    [Fact]
    public async Task Execute_AfterSent_CountsItsOwnRows() => Assert.Equal(
        (1, 0),
        await _database.WriteAsync(session =>
        {
            session.Send("INSERT INTO notes(id, text) VALUES (1, 'a'), (2, 'b')");
            return (session.Execute("DELETE FROM notes WHERE id = 1"), session.Execute("DELETE FROM notes WHERE id = 7"));
        }).Within());

    [Fact]
    public async Task Inserted_BetweenOtherStatements_IsWrittenInOrder() => Assert.Equal(
        ["a", "c", "d"],
        await _database.WriteAsync(session =>
        {
            session.Insert(Row, 1L, "a", new byte[] { 7 });
            session.Insert(Row, 2L, "b", Array.Empty<byte>());
            session.Send("DELETE FROM notes WHERE id = 2");
            session.Insert(Row, 3L, "c", new byte[] { 8, 9 });
            session.Insert(Row, 2L, "d", new byte[] { 1 });
            return session.Query("SELECT text FROM notes ORDER BY text", row => row.GetString(0));
        }).Within());

    [Fact]
    public async Task Raised_InOneBatchAndAfter_NeverFalls() =>
        Assert.Equal(RaisedRows.Expected, await _database.WriteAsync(RaisedRows.Raise).Within());

    [Fact]
    public async Task Inserted_AgainstAConstraint_FailsThatItemOnly()
    {
        var good = _database.WriteAsync(session => Insert(session, 1));
        var bad = _database.WriteAsync(session => Insert(session, 1, 2, 2));
        var other = _database.WriteAsync(session => Insert(session, 3));

        await Assert.ThrowsAsync<PostgresException>(() => bad.Within());
        await Task.WhenAll(good, other).Within();
        Assert.Equal(["1", "3"], await _database.Texts().Within());
    }

    [Fact]
    public async Task Read_ThatWrites_Fails() => await Assert.ThrowsAsync<PostgresException>(
        () => _database.ReadAsync(session => session.Execute("INSERT INTO notes(id, text) VALUES (1, 'a')")).Within());

    [Fact]
    public async Task Read_AfterAFailedOne_Works()
    {
        await Assert.ThrowsAsync<PostgresException>(() => _database.ReadAsync(session => session.Execute("SELECT 1 / 0")).Within());

        Assert.Empty(await _database.Texts().Within());
    }

    [Fact]
    public async Task Read_OfTwoStatements_SeesOneMoment()
    {
        var counts = await _database.ReadAsync(session =>
        {
            var before = Count(session);
            _database.Add("in between").Within().GetAwaiter().GetResult();
            return (before, Count(session));
        }).Within();

        Assert.Equal((0, 0), counts);
        Assert.Equal(["in between"], await _database.Texts().Within());
    }

    private static bool Insert(SqlSession session, params long[] ids)
    {
        foreach (var id in ids)
            session.Insert(Row, id, $"{id}", Array.Empty<byte>());
        return true;
    }

    private static int Count(SqlSession session) => session.QuerySingle("SELECT count(*) FROM notes", row => row.GetInt32(0));
}
