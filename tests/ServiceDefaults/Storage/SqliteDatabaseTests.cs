using System.Collections.Concurrent;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Data.Sqlite;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LogCollector _logs = new();
    private readonly SqliteDatabase _database;

    public SqliteDatabaseTests() =>
        _database = SqliteDatabase.Open(_folder.File("notes.db"), Notes.Schema, new() { Readers = 2 }, _logs.CreateLogger("storage"));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Write_ThenRead_SeesIt()
    {
        var id = await _database.Add("one").Within();

        Assert.Equal(1, id);
        Assert.Equal(["one"], await _database.Texts().Within());
    }

    [Fact]
    public async Task Write_64Senders_AllAcknowledgedOnceInCommitOrder()
    {
        var announced = new ConcurrentQueue<long>();
        var senders = Enumerable.Range(0, 64).Select(async sender =>
        {
            for (var i = 0; i < 50; i++)
            {
                var id = await _database.Add($"{sender}/{i}", announced.Enqueue);
                Assert.Contains(id, announced); // announced before the task completes
            }
        });

        await Task.WhenAll(senders).Within(TimeSpan.FromSeconds(60));

        Assert.Equal(Enumerable.Range(1, 3200).Select(i => (long)i), announced);
        Assert.Equal(3200, (await _database.Texts().Within()).Count);
    }

    [Fact]
    public async Task Write_ManyWaiting_ShareOneCommit()
    {
        using var blocking = new BlockedWriter(_database);
        await blocking.Started.Within();
        var writes = Enumerable.Range(0, 100).Select(i => _database.Add($"{i}")).ToList();
        var last = _database.WriteAsync(session => (Written: Count(session), Acknowledged: writes.Count(write => write.IsCompleted)));

        blocking.Release();

        // The last one sees what the others wrote, in a transaction that is not committed yet.
        Assert.Equal((100, 0), await last.Within());
    }

    [Fact]
    public async Task Write_Awaited_ContinuesOffTheWriterThread()
    {
        var writer = await _database.WriteAsync(_ => Environment.CurrentManagedThreadId).Within();
        var threads = new ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await _database.Add($"{i}").ConfigureAwait(false);
            threads.Add(Environment.CurrentManagedThreadId);
        })).Within();

        Assert.DoesNotContain(writer, threads);
    }

    [Fact]
    public async Task Write_SubscriberThrows_IsLoggedAndTheWriteStands()
    {
        _logs.Expect("StorageAnnounceFailed");

        var id = await _database.Add("kept", _ => throw new InvalidOperationException("subscriber")).Within();

        Assert.Equal(1, id);
        Assert.Equal(["kept"], await _database.Texts().Within());
        Assert.Contains(_logs.Entries, entry => entry.Event.Name == "StorageAnnounceFailed");
    }

    [Fact]
    public async Task Write_CancelledWhileQueued_IsNotDone()
    {
        using var cancel = new CancellationTokenSource();
        using var blocking = new BlockedWriter(_database);
        await blocking.Started.Within();
        var write = _database.Add("given up", cancellationToken: cancel.Token);

        await cancel.CancelAsync();
        blocking.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write).Within();
        Assert.Empty(await _database.Texts().Within());
    }

    [Fact]
    public async Task Read_Writing_IsRefused()
    {
        var error = await Assert.ThrowsAsync<SqliteException>(() => _database.ReadAsync(s => Notes.Insert(s, "sly"))).Within();

        Assert.Contains("readonly", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _database.Texts().Within());
    }

    [Fact]
    public async Task Read_WriteInBetween_SeesOneSnapshot()
    {
        await _database.Add("one").Within();

        var (before, after) = await _database.ReadAsync(session =>
        {
            var first = Count(session);
            var writing = _database.Add("two");
            SpinWait.SpinUntil(() => writing.IsCompleted, TimeSpan.FromSeconds(10));
            return (first, Count(session));
        }).Within();

        Assert.Equal((1, 1), (before, after));
        Assert.Equal(2, await _database.ReadAsync(Count).Within());
    }

    [Fact]
    public async Task Read_CancelledInMidQuery_StopsAndTheReaderStaysUsable()
    {
        for (var round = 0; round < 4; round++)
        {
            using var cancel = new CancellationTokenSource();
            var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var read = Task.Run(() => _database.ReadAsync(session => Endless(session, running), cancel.Token));
            await running.Task.Within();

            await cancel.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read).Within();
            Assert.Empty(await _database.Texts().Within());
        }
    }

    [Fact]
    public async Task Read_AllReadersBusy_WaitsForATurn()
    {
        using var release = new ManualResetEventSlim();
        using var taken = new CountdownEvent(2);
        var busy = Enumerable.Range(0, 2).Select(_ => Task.Run(() => _database.ReadAsync(_ => taken.Signal() | release.Wait(10_000)))).ToList();
        Assert.True(taken.Wait(10_000));
        var third = Task.Run(() => _database.Texts());
        using var impatient = new CancellationTokenSource(TimeSpan.Zero);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _database.ReadAsync(Count, impatient.Token)).Within();
        Assert.False(third.IsCompleted);
        release.Set();

        Assert.Empty(await third.Within());
        Assert.All(await Task.WhenAll(busy).Within(), Assert.True);
    }

    private static int Count(SqlSession session) => session.QuerySingle("SELECT count(*) FROM notes", row => row.GetInt32(0));

    // Says that it runs from inside the statement: a function called by its first rows.
    private static long Endless(SqlSession session, TaskCompletionSource running)
    {
        var last = 0L;
        session.Visit(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 2 OR i < 0",
            row =>
            {
                last = row.GetInt64(0);
                running.TrySetResult();
                return true;
            });
        return last;
    }
}
