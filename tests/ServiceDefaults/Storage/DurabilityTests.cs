using GroupChat.ServiceDefaults.Storage;
using GroupChat.ServiceDefaults.Tests.Support;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

public sealed class DurabilityTests
{
    [Fact]
    public async Task Write_ProcessKilledAfterAcknowledgement_IsThereAndTheFileIsSound()
    {
        using var folder = new TempFolder();
        var acknowledged = new List<string>();
        using (var child = ChildProcess.Start(["append", folder.File("notes.db")]))
        {
            while (acknowledged.Count < 2000)
                acknowledged.Add((await child.Output.ReadLineAsync().Within(TimeSpan.FromSeconds(30)))!);
            child.Kill();
            var rest = await child.Output.ReadToEndAsync().Within();

            // The very last line may have been cut off by the kill.
            acknowledged.AddRange(rest.Split('\n')[..^1]);
            await child.ExitCode().Within();
        }

        await using var database = SqliteDatabase.Open(folder.File("notes.db"), Notes.Schema);
        var stored = await database.Texts().Within();
        var health = await database.ReadAsync(s => s.QuerySingle("PRAGMA integrity_check", row => row.GetString(0))).Within();

        Assert.Empty(acknowledged.Except(stored));
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal("ok", health);
    }

    [Fact]
    public async Task Writer_Opened_SyncsEveryCommitToDisk()
    {
        using var folder = new TempFolder();
        await using var database = SqliteDatabase.Open(folder.File("notes.db"), Notes.Schema);

        var (synchronous, journal) = await database.WriteAsync(s => (
            s.QuerySingle("PRAGMA synchronous", row => row.GetInt32(0)),
            s.QuerySingle("PRAGMA journal_mode", row => row.GetString(0)))).Within();

        Assert.Equal(2, synchronous); // FULL
        Assert.Equal("wal", journal);
    }

    [Fact]
    public async Task Dispose_WritesQueued_AllAreFinishedAndTheLogIsFolded()
    {
        using var folder = new TempFolder();
        var database = SqliteDatabase.Open(folder.File("notes.db"), Notes.Schema);
        var writes = Enumerable.Range(0, 1000).Select(i => database.Add($"{i}")).ToList();

        await database.DisposeAsync().Within();

        Assert.Equal(1000, (await Task.WhenAll(writes).Within()).Distinct().Count());
        Assert.False(File.Exists(folder.File("notes.db-wal")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => database.Add("late")).Within();
        await Assert.ThrowsAsync<ObjectDisposedException>(database.Texts).Within();
    }

    [Fact]
    public async Task Dispose_CallersWaitForSpace_AreTurnedAway()
    {
        using var folder = new TempFolder();
        var database = SqliteDatabase.Open(folder.File("notes.db"), Notes.Schema, new() { QueueCapacity = 2, MaxBatch = 1 });
        using var blocking = new BlockedWriter(database);
        await blocking.Started.Within();
        var writes = Enumerable.Range(0, 20).Select(i => database.Add($"{i}")).ToList();

        var disposing = database.DisposeAsync().AsTask();
        blocking.Release();

        await disposing.Within();
        await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default).Within();
        Assert.All(writes, write => Assert.True(
            write.IsCompletedSuccessfully || write.Exception!.InnerException is ObjectDisposedException));
    }
}
