using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Data.Sqlite;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class BatchIsolationTests : IAsyncDisposable
{
    private static readonly DomainError Refusal = new(ErrorCode.FailedPrecondition, "REFUSED", "refused");

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public BatchIsolationTests() => _database = SqliteDatabase.Open(_folder.File("notes.db"), Notes.Schema);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Batch_DomainErrorBeforeWriting_FailsThatItemOnlyAndRunsTheOthersOnce()
    {
        var runs = 0;
        var (good, bad) = await RunTogether(_ => throw Refusal, () => runs++);

        Assert.Same(Refusal, bad);
        Assert.Equal(["a", "b"], good);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Batch_DomainErrorAfterWriting_UndoesThatItemOnly()
    {
        var (good, bad) = await RunTogether(session =>
        {
            Notes.Insert(session, "half");
            throw Refusal;
        });

        Assert.Same(Refusal, bad);
        Assert.Equal(["a", "b"], good);
    }

    [Fact]
    public async Task Batch_UnknownErrorAfterWriting_UndoesThatItemOnly()
    {
        var (good, bad) = await RunTogether(session =>
        {
            Notes.Insert(session, "half");
            throw new InvalidOperationException("bug");
        });

        Assert.IsType<InvalidOperationException>(bad);
        Assert.Equal(["a", "b"], good);
    }

    [Fact]
    public async Task Batch_ConstraintBroken_FailsThatItemOnly()
    {
        var (good, bad) = await RunTogether(session => Notes.Insert(session, "a"));

        Assert.Equal(19, Assert.IsType<SqliteException>(bad).SqliteErrorCode);
        Assert.Equal(["a", "b"], good);
    }

    [Fact]
    public async Task Batch_TransactionEndedByAnItem_FailsThatItemOnly()
    {
        var (good, bad) = await RunTogether(session =>
        {
            Notes.Insert(session, "half");
            session.Execute("ROLLBACK");
            throw new InvalidOperationException("bug");
        });

        Assert.IsType<InvalidOperationException>(bad);
        Assert.Equal(["a", "b"], good);
    }

    [Fact]
    public async Task Batch_CommitRefused_FailsTheItemAtFaultOnly()
    {
        await _database.WriteAsync(s => s.Execute(
            "CREATE TABLE child(note INTEGER NOT NULL REFERENCES notes(id) DEFERRABLE INITIALLY DEFERRED) STRICT")).Within();

        var (good, bad) = await RunTogether(session => session.Execute("INSERT INTO child VALUES (999)"));

        Assert.IsType<SqliteException>(bad);
        Assert.Equal(["a", "b"], good);
    }

    [Fact]
    public async Task Batch_Failed_NextBatchIsWritten()
    {
        await RunTogether(_ => throw new InvalidOperationException("bug"));

        await _database.Add("after").Within();

        Assert.Equal(["a", "b", "after"], await _database.Texts().Within());
    }

    /// <summary>One batch: a good item, the one in question, a good item. Announcements have to match what is stored.</summary>
    private async Task<(List<string> Stored, Exception? Error)> RunTogether(Func<SqlSession, long> middle, Action? ran = null)
    {
        var announced = new List<long>();
        using var blocking = new BlockedWriter(_database);
        await blocking.Started.Within();
        var first = _database.WriteAsync(session => Good(session, "a"), announced.Add);
        var between = _database.WriteAsync(middle, announced.Add);
        var last = _database.WriteAsync(session => Good(session, "b"), announced.Add);
        blocking.Release();

        var ids = await Task.WhenAll(first, last).Within();
        var error = await Record.ExceptionAsync(() => between).Within();
        Assert.Equal(ids, announced);
        return (await _database.Texts().Within(), error);

        long Good(SqlSession session, string text)
        {
            ran?.Invoke();
            return Notes.Insert(session, text);
        }
    }
}
