using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Search;

public sealed class SearchTests
{
    [Fact]
    public async Task Search_RoomsOfOthers_ShowsNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var mine = await house.RoomAsync("ann", "ben");
        var theirs = await house.RoomAsync("eve", "ben");
        await house.PostAsync("ann", mine, "secret of ann");
        await house.PostAsync("eve", theirs, "secret of eve");
        await house.IndexAsync();
        await house.PostAsync("eve", theirs, "newest secret of eve");

        Assert.Equal(["secret of ann"], await house.FindAsync("ann", "secret"));
        Assert.Equal(["newest secret of eve", "secret of eve", "secret of ann"], await house.FindAsync("ben", "secret"));
        Assert.Empty(await house.FindAsync("zoe", "secret"));
    }

    [Fact]
    public async Task Search_AfterLeaving_ShowsNothingAtOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await house.PostAsync("ann", room, "hello there");
        await house.IndexAsync();
        var token = (await house.SearchAsync("ben", "hello")).NextPageToken;
        await house.Client("ben").LeaveRoomAsync(new() { RoomId = room }).ResponseAsync.Within();

        Assert.Empty(await house.FindAsync("ben", "hello"));
        Assert.Empty((await house.SearchAsync("ben", "hello", request => request.PageToken = token)).Matches);
        await house.Client("ben").JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Single(await house.FindAsync("ben", "hello"));
    }

    [Fact]
    public async Task Search_InNamedRooms_LooksThereOnly()
    {
        await using var house = await ChatHouse.OpenAsync();
        string one = await house.RoomAsync("ann"), two = await house.RoomAsync("ann"), other = await house.RoomAsync("eve");
        await house.PostAsync("ann", one, "hello one");
        await house.PostAsync("ann", two, "hello two");

        Assert.Equal(["hello two"], await house.FindAsync("ann", "hello", request => request.RoomIds.Add(two)));
        var refusal = await ChatHouse.RefusalAsync(house.SearchAsync("ann", "hello", request => request.RoomIds.Add([one, other])));
        Assert.Equal((ErrorCode.PermissionDenied, "NOT_A_MEMBER", other), (refusal.Code, refusal.Reason, refusal.Metadata["room_id"]));
        refusal = await ChatHouse.RefusalAsync(house.SearchAsync("ann", "hello", request => request.RoomIds.Add("nowhere")));
        Assert.Equal("ROOM_NOT_FOUND", refusal.Reason);
    }

    [Fact]
    public async Task Search_InAPrivateRoomOfOthers_DoesNotTellThatItIsThere()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = (await house.Client("eve").CreateRoomAsync(new() { DisplayName = "plans", Visibility = RoomVisibility.Private }).ResponseAsync.Within()).Room.RoomId;
        await house.PostAsync("eve", room, "hello");

        Assert.Empty(await house.FindAsync("ann", "hello"));
        var refusal = await ChatHouse.RefusalAsync(house.SearchAsync("ann", "hello", request => request.RoomIds.Add(room)));
        Assert.Equal("ROOM_NOT_FOUND", refusal.Reason);
        Assert.Equal(["hello"], await house.FindAsync("eve", "hello"));
    }

    [Fact]
    public async Task Search_Filters_AllHaveToFit()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        await house.PostAsync("ann", room, "plan one");
        time.Advance(TimeSpan.FromSeconds(10));
        var second = await house.PostAsync("ben", room, "plan two, @ann");
        time.Advance(TimeSpan.FromSeconds(10));
        var third = await house.PostAsync("ann", room, "plan three");
        await house.IndexAsync();

        Assert.Equal(["plan two, @ann"], await house.FindAsync("ann", "plan", request => request.AuthorId = "ben"));
        Assert.Equal(["plan three", "plan one"], await house.FindAsync("ann", "", request => request.AuthorId = "ann"));
        Assert.Equal(["plan two, @ann", "plan one"], await house.FindAsync("ann", "plan", request => request.UntilTime = third.CreateTime));
        Assert.Equal(["plan three", "plan two, @ann"], await house.FindAsync("ann", "plan", request => request.FromTime = second.CreateTime));
        Assert.Empty(await house.FindAsync("ann", "three", request => request.AuthorId = "ben"));
    }

    [Fact]
    public async Task Search_PagesWhileMessagesArrive_ShowsEachOnce()
    {
        // Messages of one millisecond come in the order of their rooms: each gets a millisecond of its own.
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var rooms = new[] { await house.RoomAsync("ann"), await house.RoomAsync("ann"), await house.RoomAsync("ann") };
        for (var i = 0; i < 30; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            await house.PostAsync("ann", rooms[i % 3], $"item {i:D2}");
            if (i % 12 == 11)
                await house.IndexAsync();
        }

        var seen = new List<string>();
        for (var token = ""; ;)
        {
            var page = await house.SearchAsync("ann", "item", request => (request.PageSize, request.PageToken) = (4, token));
            Assert.True(page.Matches.Count <= 4);
            seen.AddRange(page.Matches.Select(match => match.Message.TextOf()));
            time.Advance(TimeSpan.FromMilliseconds(1));
            await house.PostAsync("ann", rooms[0], "item new");
            if (seen.Count == 8)
                await house.IndexAsync();
            if ((token = page.NextPageToken).Length == 0)
                break;
        }

        Assert.Equal(Enumerable.Range(0, 30).Reverse().Select(i => $"item {i:D2}"), seen);
    }

    [Theory]
    [InlineData("Über Köln: KÖLN!", "köln", "Köln|KÖLN")]
    [InlineData("Straße", "ss", "ß")]
    [InlineData("Cafe\u0301 bar", "café \"bar\"", "Cafe\u0301|bar")]
    [InlineData("東京都", "京都", "京都")]
    [InlineData("👩\u200d💻 👍🏽 ok", "👍 ok", "👍|ok")]
    [InlineData("aaaa", "aa", "aaaa")]
    [InlineData("one two", "one two", "one|two")]
    [InlineData("one   two", "\"one two\"", "one   two")]
    [InlineData("ﬁle", "i", "ﬁ")]
    public async Task Search_Highlights_CutTheOriginalText(string text, string query, string cuts)
    {
        await using var house = await ChatHouse.OpenAsync();
        await house.PostAsync("ann", await house.RoomAsync("ann"), text);
        var match = Assert.Single((await house.SearchAsync("ann", query)).Matches);
        Assert.Equal(cuts, string.Join('|', match.Highlights.Select(match.Cut)));
    }

    [Fact]
    public async Task Search_AnswerInTheMaking_IsFoundWhenItEnds()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.PostAsync("ann", room, "@assistant what is the capital?");
        await house.IndexAsync();
        Assert.Empty(await house.FindAsync("ann", "reykjavik"));

        await using var worker = await house.WorkAsync();
        Assert.True(await worker.FinishAsync(await worker.AssignmentAsync(), "It is Reykjavík."));
        Assert.Equal(["It is Reykjavík."], await house.FindAsync("ann", "reykjavik"));
        await house.IndexAsync();
        Assert.Equal(["It is Reykjavík."], await house.FindAsync("ann", "reykjavik"));
    }
}
