using GroupChat.Chat.Tests.Kit;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Messages;

public sealed class ReadTests
{
    [Fact]
    public async Task ListMessages_PageByPage_GivesEachOnceNewestFirst()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        for (var i = 0; i < 7; i++)
            await house.PostAsync(i % 2 == 0 ? "ann" : "ben", room, $"text {i}");

        var (texts, token, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await house.Client("ben").ListMessagesAsync(new() { RoomId = room, PageSize = 3, PageToken = token }).ResponseAsync.Within();
            texts.AddRange(page.Messages.Select(message => message.TextOf()));
            token = page.NextPageToken;
            pages++;
            // The two ways to say where the page stands say the same: what comes after its cursor comes after its sequence.
            var later = await house.Client("ben").ListEventsAsync(new() { RoomId = room, Cursor = page.Cursor }).ResponseAsync.Within();
            Assert.Equal((0, page.HeadSequence), (later.Events.Count, later.HeadSequence));
            // New messages do not move the pages that are still to come.
            await house.PostAsync("ann", room, "later");
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 7).Reverse().Select(i => $"text {i}"), texts);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task ListMessages_OnItsLastPage_HasNoToken()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        Assert.Empty((await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within()).Messages);
        for (var i = 0; i < 3; i++)
            await house.PostAsync("ann", room, $"text {i}");
        var page = await house.Client("ann").ListMessagesAsync(new() { RoomId = room, PageSize = 3 }).ResponseAsync.Within();
        Assert.Equal((3, ""), (page.Messages.Count, page.NextPageToken));
    }

    [Fact]
    public async Task ListMessages_OfLongTexts_EndsAPageEarlyAndMissesNone()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var text = new string('x', 32_768);
        var posted = await Task.WhenAll(Enumerable.Range(0, 130).Select(_ => house.PostAsync("ann", room, text)));

        var (seen, token) = (new List<long>(), "");
        do
        {
            var page = await house.Client("ann").ListMessagesAsync(new() { RoomId = room, PageSize = 200, PageToken = token }).ResponseAsync.Within();
            seen.AddRange(page.Messages.Select(message => message.Sequence));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(posted.Select(message => message.Sequence).OrderDescending(), seen);
    }

    [Fact]
    public async Task ListMessages_FirstPage_CursorMissesNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "before");
        var page = await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        var after = await house.PostAsync("ann", room, "after");

        await using var stream = await house.ConverseAsync("ann", Requests.From(room, page.Cursor));
        Assert.Equal(after, Assert.Single(await stream.EventsAsync(1)).MessagePosted.Message);
    }

    [Fact]
    public async Task ListEvents_ByCursor_WalksTheLog()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        for (var i = 0; i < 5; i++)
            await house.PostAsync("ann", room, $"text {i}");
        var client = house.Client("ann");
        var (seen, cursor) = (new List<long>(), "");
        while (true)
        {
            var page = await client.ListEventsAsync(new() { RoomId = room, PageSize = 3, Cursor = cursor }).ResponseAsync.Within();
            Assert.Equal(8, page.HeadSequence);
            if (page.Events.Count == 0)
            {
                Assert.Equal(cursor, page.NextCursor);
                break;
            }

            Assert.Equal(page.Events[^1].Cursor, page.NextCursor);
            seen.AddRange(page.Events.Select(e => e.Sequence));
            cursor = page.NextCursor;
        }

        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), seen);
    }

    [Fact]
    public async Task Reading_WithoutBeingAllowed_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var message = await house.PostAsync("ann", room, "secret");
        var other = await house.RoomAsync("ben");
        var ben = house.Client("ben");
        async Task<string> Reason<T>(Grpc.Core.AsyncUnaryCall<T> call) => (await ChatHouse.RefusalAsync(call)).Reason;

        Assert.Equal("NOT_A_MEMBER", await Reason(ben.ListMessagesAsync(new() { RoomId = room })));
        Assert.Equal("NOT_A_MEMBER", await Reason(ben.ListEventsAsync(new() { RoomId = room })));
        Assert.Equal("NOT_A_MEMBER", await Reason(ben.ListMembersAsync(new() { RoomId = room })));
        Assert.Equal("NOT_A_MEMBER", await Reason(ben.GetMessageAsync(new() { RoomId = room, MessageId = message.MessageId })));
        Assert.Equal("NOT_A_MEMBER", await Reason(ben.GetMemberAsync(new() { RoomId = room, UserId = "ann" })));
        Assert.Equal("NOT_A_MEMBER", await Reason(ben.SendTypingAsync(new() { RoomId = room, Typing = true })));
        // A message is found in its own room only.
        Assert.Equal("MESSAGE_NOT_FOUND", await Reason(ben.GetMessageAsync(new() { RoomId = other, MessageId = message.MessageId })));
        Assert.Equal("MESSAGE_NOT_FOUND", await Reason(ben.GetMessageAsync(new() { RoomId = other, MessageId = "odd" })));
        Assert.Equal("ROOM_NOT_FOUND", await Reason(ben.ListMessagesAsync(new() { RoomId = "NOWHERE" })));
        // An id far too long to be sent back in a header is refused like any other.
        Assert.Equal("ROOM_NOT_FOUND", await Reason(ben.ListMessagesAsync(new() { RoomId = "x" + string.Concat(Enumerable.Repeat("\U0001F600", 50_000)) })));
        Assert.Equal("INVALID_REQUEST", await Reason(ben.ListMessagesAsync(new() { RoomId = other, PageSize = -1 })));
        Assert.Equal("INVALID_PAGE_TOKEN", await Reason(ben.ListMessagesAsync(new() { RoomId = other, PageToken = "odd" })));
        Assert.Equal("INVALID_REQUEST", await Reason(ben.GetMessageAsync(new())));
        var cursor = (await house.LogAsync("ann", room))[0].Cursor;
        Assert.Equal("INVALID_CURSOR", await Reason(ben.ListEventsAsync(new() { RoomId = other, Cursor = cursor })));
    }
}
