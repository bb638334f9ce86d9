using GroupChat.Chat.Search;
using GroupChat.Chat.Storage.Search;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Chat.Tests.Storage;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat.Tests.Search;

/// <summary>Two nodes with one index: what either acknowledged, the other finds at once.</summary>
public sealed class NodesSearchTests : IAsyncLifetime
{
    private ChatHouse _one = null!;
    private ChatHouse _other = null!;

    public async Task InitializeAsync()
    {
        var postgres = await Backend.PostgresAsync();
        _one = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = postgres);
        _other = await ChatHouse.OpenAsync(settings: settings => settings["Storage:Postgres"] = postgres);
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task Search_OnAnotherNode_ShowsPostsEditsAndDeletionsAtOnce()
    {
        var room = await _one.RoomAsync("ann", "ben");
        var edited = await _one.PostAsync("ann", room, "an old apple");
        var deleted = await _one.PostAsync("ann", room, "another apple");
        Assert.Equal(["another apple", "an old apple"], await _other.FindAsync("ben", "apple"));
        await _other.IndexAsync();
        Assert.Equal(["another apple", "an old apple"], await _one.FindAsync("ben", "apple"));

        await _one.Client("ann").EditMessageAsync(Edit(edited, "a new pear")).ResponseAsync.Within();
        await _one.Client("ann").DeleteMessageAsync(new() { RoomId = room, MessageId = deleted.MessageId }).ResponseAsync.Within();
        for (var renewed = 0; renewed < 2; renewed++)
        {
            Assert.Empty(await _other.FindAsync("ben", "apple"));
            Assert.Equal(["a new pear"], await _other.FindAsync("ben", "pear"));
            await _other.IndexAsync();
        }

        Assert.Equal(["a new pear"], await _one.FindAsync("ben", "pear"));
    }

    [Fact]
    public async Task Index_BothNodesAtIt_HasEachMessageOnce()
    {
        var room = await _one.RoomAsync("ann");
        for (var i = 0; i < 60; i++)
        {
            await (i % 2 == 0 ? _one : _other).PostAsync("ann", room, $"number {i}");
            if (i % 6 == 5)
                await Task.WhenAll(_one.IndexAsync(), _other.IndexAsync()).Within(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(60, (await PlacesAsync(_one)).Distinct().Count());
        Assert.Equal(60, (await PlacesAsync(_other)).Count);
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"number {i}"), await _other.FindAsync("ann", "number"));
    }

    [Fact]
    public async Task Index_WorkedOutFromAnOldVersion_IsRefused()
    {
        var (database, other) = (Database(_one), Database(_other));
        var version = await database.ReadAsync(SearchVersion.OfExchanging).Within();
        await other.WriteAsync(session => Use(session, version)).Within();
        await Assert.ThrowsAsync<SearchConflict>(() => database.WriteAsync(session => Use(session, version)).Within());
        var next = await database.ReadAsync(SearchVersion.OfExchanging).Within();
        Assert.Equal(version.Number + 1, await database.WriteAsync(session => Use(session, next)).Within());
    }

    private static long Use(ServiceDefaults.Storage.SqlSession session, SearchVersion version)
    {
        version.Use(session);
        return version.Number;
    }

    private static async Task<List<Chat.Search.Index.SearchPlace>> PlacesAsync(ChatHouse house) => await Database(house).ReadAsync(
        session => SegmentRows.List(session).SelectMany(segment => SegmentRows.Places(session, segment.Id)).ToList()).Within();

    private static ServiceDefaults.Storage.ISqlDatabase Database(ChatHouse house) =>
        house.Node.Services.GetRequiredService<Chat.Storage.ChatDatabase>().Sql;

    private static EditMessageRequest Edit(Message message, string text) => new()
    {
        RoomId = message.RoomId,
        MessageId = message.MessageId,
        Parts = { new ContentPart { Text = new() { Text = text } } },
    };
}
