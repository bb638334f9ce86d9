using GroupChat.Chat.Search;
using GroupChat.Chat.Search.Folding;
using GroupChat.Chat.Storage;
using GroupChat.Chat.Storage.Search;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace GroupChat.Chat.Tests.Search;

/// <summary>Edits and deletions, of messages that the index has and of others.</summary>
public sealed class ChangedSearchTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_AfterAnEdit_FindsTheNewTextOnly(bool indexed)
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var older = await house.PostAsync("ann", room, "the old apple");
        await house.PostAsync("ann", room, "the new pear");
        if (indexed)
            await house.IndexAsync();

        await EditAsync(house, older, "a banana, and later a pear");
        for (var renewed = 0; renewed < 2; renewed++)
        {
            Assert.Empty(await house.FindAsync("ann", "apple"));
            Assert.Equal(["a banana, and later a pear"], await house.FindAsync("ann", "banana"));
            Assert.Equal(["the new pear", "a banana, and later a pear"], await house.FindAsync("ann", "pear"));
            await house.IndexAsync();
        }

        await EditAsync(house, older, "cherry");
        Assert.Equal(["the new pear"], await house.FindAsync("ann", "pear"));
        Assert.Equal(["cherry"], await house.FindAsync("ann", "\"cherry\""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_AfterADeletion_ShowsNothingAndTheIndexForgets(bool indexed)
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var deleted = await house.PostAsync("ann", room, "qqxzz secret");
        await house.PostAsync("ann", room, "secret that stays");
        if (indexed)
            await house.IndexAsync();

        await house.Client("ann").DeleteMessageAsync(new() { RoomId = room, MessageId = deleted.MessageId }).ResponseAsync.Within();
        Assert.Equal(["secret that stays"], await house.FindAsync("ann", "secret"));
        Assert.Empty(await house.FindAsync("ann", "", request => request.AuthorId = "nobody"));
        await house.IndexAsync();
        Assert.Equal(["secret that stays"], await house.FindAsync("ann", "secret"));
        Assert.Equal((0, 1), (await PagesWithAsync(house, "qqx"), await PagesWithAsync(house, "sec")));
    }

    [Fact]
    public async Task Index_AfterTheBeginningOfTheLogWasRemoved_ForgetsIt()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var last = await house.PostAsync("ann", room, "qqxzz of old");
        await house.PostAsync("ann", room, "what is new, of old too");
        await house.IndexAsync();
        await house.Node.Services.GetRequiredService<ChatDatabase>().Sql.WriteAsync(session =>
        {
            session.Send("UPDATE rooms SET first_seq = ?1", last.Sequence + 1);
            return session.Execute("DELETE FROM events WHERE seq <= ?1", last.Sequence);
        }).Within();

        Assert.Equal(["what is new, of old too"], await house.FindAsync("ann", "of old"));
        await house.IndexAsync();
        Assert.Equal(["what is new, of old too"], await house.FindAsync("ann", "of old"));
        Assert.Equal((0, 1), (await PagesWithAsync(house, "qqx"), await PagesWithAsync(house, "old")));
    }

    [Fact]
    public async Task Search_WhileEditsRace_NeverShowsTwiceAndEndsRight()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var messages = new List<Message>();
        for (var i = 0; i < 40; i++)
            messages.Add(await house.PostAsync("ann", room, $"fruit {i} apple"));
        var edits = Task.WhenAll(messages.Select(message => EditAsync(house, message, $"fruit {message.Sequence} pear")));
        while (!edits.IsCompleted)
        {
            await house.IndexAsync();
            Assert.Equal(40, (await house.FindAsync("ann", "fruit")).Count);
        }

        await edits.Within(TimeSpan.FromMinutes(1));
        Assert.Empty(await house.FindAsync("ann", "apple"));
        await house.IndexAsync();
        Assert.Empty(await house.FindAsync("ann", "apple"));
        Assert.Equal(40, (await house.FindAsync("ann", "pear")).Distinct().Count());
    }

    [Fact]
    public async Task Index_ManySmallSegments_AreJoinedAndLoseNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var index = house.Node.Services.GetRequiredService<ISearchIndex>();
        for (var i = 0; i < 20; i++)
        {
            await house.PostAsync("ann", room, $"number {i}");
            Assert.Equal(1, await index.AddAsync(1, default));
        }

        Assert.Equal(20, await SegmentsAsync(house));
        await house.IndexAsync();
        Assert.InRange(await SegmentsAsync(house), 1, 10);
        Assert.Equal(Enumerable.Range(0, 20).Reverse().Select(i => $"number {i}"), await house.FindAsync("ann", "number"));
    }

    private static async Task EditAsync(ChatHouse house, Message message, string text) => await house.Client("ann").EditMessageAsync(new()
    {
        RoomId = message.RoomId,
        MessageId = message.MessageId,
        Parts = { new ContentPart { Text = new() { Text = text } } },
    }).ResponseAsync.Within();

    private static Task<int> SegmentsAsync(ChatHouse house) =>
        house.Node.Services.GetRequiredService<ChatDatabase>().Sql.ReadAsync(session => SegmentRows.List(session).Count).Within();

    private static Task<int> PagesWithAsync(ChatHouse house, string gram) =>
        house.Node.Services.GetRequiredService<ChatDatabase>().Sql.ReadAsync(session => SegmentRows.List(session)
            .SelectMany(segment => SegmentRows.Pages(session, segment.Id))
            .Count(page => !page.Find(Grams.Within(gram)[0]).IsEmpty)).Within();
}
