using GroupChat.ServiceDefaults.Errors;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.ServiceDefaults.Tests.Storage;

/// <summary>A disk that is full, as SQLite says it: the file may not grow any more.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Write_NoSpaceLeft_IsToldAndWorksAgainOnceThereIs()
    {
        using var folder = new TempFolder();
        using var log = new LogCollector();
        await using var database = SqliteDatabase.Open(folder.File("notes.db"), Notes.Schema, logger: log.CreateLogger("storage"));
        await database.Add("before").Within();
        await LimitAsync(database, pages: 1);

        var refused = await Assert.ThrowsAsync<DomainError>(() => database.Add(new string('x', 100_000)).Within());

        Assert.Equal((ErrorCode.ResourceExhausted, "STORAGE_FULL"), (refused.Code, refused.Reason));
        Assert.Contains(log.Entries, entry => entry.Event.Name == "StorageTrouble");
        Assert.Equal(["before"], await database.Texts().Within());
        await LimitAsync(database, pages: 1_000_000);
        await database.Add("after").Within();
    }

    /// <summary>A limit below what there is becomes what there is.</summary>
    private static Task<int> LimitAsync(SqliteDatabase database, int pages) =>
        database.WriteAsync(session => session.QuerySingle($"PRAGMA max_page_count = {pages}", row => row.GetInt32(0)));
}
