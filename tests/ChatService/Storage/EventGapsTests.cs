using GroupChat.Chat.Storage;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Storage;

public sealed class EventGapsTests : IDisposable
{
    private const int Events = 27_000;

    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;

    public EventGapsTests() => _database = SqliteDatabase.Open(_folder.File(ChatSchema.FileName), ChatSchema.Sqlite);

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Gaps_OfOneRoomAmongOthers_BecomeFreePages()
    {
        await FillAsync();
        await DeleteAsync(room: 1);
        var before = await FreePagesAsync();

        await CloseAsync();

        // Five of nine events are gone, and now nearly so many of the pages.
        var (pages, after) = (await PagesAsync(), await FreePagesAsync());
        Assert.True(before < pages * 0.4, $"{before} of {pages} free before");
        Assert.True(after > pages * 0.5, $"{after} of {pages} free after");
        Assert.Equal(Left, await SequencesAsync(room: 2));
    }

    [Fact]
    public async Task Gaps_OfLessThanHalf_AreLeft()
    {
        await FillAsync();
        await DeleteAsync(room: 2);
        var places = await PlacesAsync();

        await CloseAsync();

        Assert.Equal(places, await PlacesAsync());
        Assert.False(await _database.WriteAsync(EventGaps.CloseOne).Within());
    }

    private static List<long> Left => [.. Enumerable.Range(0, Events).Where(i => i % 9 >= 5).Select(i => (long)i)];

    // A page holds a dozen of both rooms: few get empty enough for SQLite to join them to the next.
    private Task FillAsync() => _database.WriteAsync(session =>
    {
        for (var i = 0; i < Events; i++)
        {
            session.Send(
                "INSERT INTO events(room_key, seq, message_seq, message_no, payload) VALUES (?1, ?2, 0, 0, ?3)",
                i % 9 < 5 ? 1 : 2,
                i,
                new byte[320]);
        }
    }).Within();

    private Task DeleteAsync(int room) =>
        _database.WriteAsync(session => session.Send("DELETE FROM events WHERE room_key = ?1", room)).Within();

    private async Task CloseAsync()
    {
        while (await _database.WriteAsync(EventGaps.CloseOne).Within())
        {
        }
    }

    private Task<long> FreePagesAsync() => NumberAsync("PRAGMA freelist_count");

    private Task<long> PagesAsync() => NumberAsync("PRAGMA page_count");

    private Task<long> NumberAsync(string sql) => _database.ReadAsync(session => session.QuerySingle(sql, row => row.GetInt64(0))).Within();

    private Task<List<long>> SequencesAsync(int room) => _database.ReadAsync(
        session => session.Query("SELECT seq FROM events WHERE room_key = ?1 ORDER BY seq", row => row.GetInt64(0), room)).Within();

    private Task<List<long>> PlacesAsync() =>
        _database.ReadAsync(session => session.Query("SELECT rowid FROM events ORDER BY rowid", row => row.GetInt64(0))).Within();
}
