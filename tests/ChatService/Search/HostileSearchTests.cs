using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Search;

public sealed class HostileSearchTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u0000\u0001\u200b")]
    [InlineData("\"\" \" \" “”")]
    public async Task Search_ForNothing_IsRefusedByField(string query)
    {
        await using var house = await ChatHouse.OpenAsync();
        var refusal = await ChatHouse.RefusalAsync(house.SearchAsync("ann", query));
        Assert.Equal(("INVALID_REQUEST", "query"), (refusal.Reason, Assert.Single(refusal.Violations).Field));
    }

    [Fact]
    public async Task Search_BeyondTheLimits_NamesEveryMistake()
    {
        await using var house = await ChatHouse.OpenAsync();
        await RefusedAsync("query", request => request.Query = new string('x', 257));
        await RefusedAsync("query", request => request.Query = string.Concat(Enumerable.Repeat("👍", 257)));
        await RefusedAsync("query", request => request.Query = string.Join(' ', Enumerable.Range(0, 17)));
        await RefusedAsync("room_ids", request => request.RoomIds.Add(Enumerable.Range(0, 101).Select(n => $"room-{n}")));
        await RefusedAsync("room_ids", request => request.RoomIds.Add(""));
        await RefusedAsync("page_size", request => request.PageSize = -1);
        await RefusedAsync("from_time", request => request.FromTime = new() { Seconds = long.MaxValue });
        await RefusedAsync("until_time", request => request.UntilTime = new() { Nanos = -1 });
        await RefusedAsync("until_time", request => (request.FromTime, request.UntilTime) = (new() { Seconds = 5 }, new() { Seconds = 5 }));
        await RefusedAsync("query,room_ids", request =>
        {
            request.Query = " ";
            request.RoomIds.Add("");
        });

        async Task RefusedAsync(string fields, Action<SearchMessagesRequest> wrong)
        {
            var refusal = await ChatHouse.RefusalAsync(house.SearchAsync("ann", "fine", wrong));
            Assert.Equal(
                ("INVALID_REQUEST", fields), (refusal.Reason, string.Join(',', refusal.Violations.Select(violation => violation.Field).Distinct())));
        }
    }

    [Fact]
    public async Task Search_WithTheTokenOfAnother_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        for (var i = 0; i < 3; i++)
            await house.PostAsync("ann", room, $"hello {i}");
        var token = (await house.SearchAsync("ann", "hello", request => request.PageSize = 1)).NextPageToken;
        Assert.NotEmpty(token);

        foreach (var (user, query, wrong) in new[] { ("ben", "hello", token), ("ann", "hell", token), ("ann", "hello", token + "x"), ("ann", "hello", "?") })
        {
            var refusal = await ChatHouse.RefusalAsync(house.SearchAsync(user, query, request => request.PageToken = wrong));
            Assert.Equal("INVALID_PAGE_TOKEN", refusal.Reason);
        }
    }

    [Theory]
    [InlineData("'; DROP TABLE search_pages; --")]
    [InlineData("a\" OR \"\" NEAR/2 *:^{}")]
    [InlineData("%_%")]
    [InlineData("\"\"\"\"\"\"\"")]
    [InlineData("\ufffd\uffff")]
    [InlineData("!!!!!!!!")]
    public async Task Search_OddQuery_FindsItsLiteralText(string query)
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var said = "Look: " + query;
        await house.PostAsync("ann", room, said);
        await house.PostAsync("ann", room, "something else");
        Assert.Equal([said], await house.FindAsync("ann", query));
        await house.IndexAsync();
        Assert.Equal([said], await house.FindAsync("ann", query));
    }

    [Fact]
    public async Task Search_ThatFitsThousands_IsCutIntoPages()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => house.PostAsync("ann", room, $"the same words {i}"))).Within(TimeSpan.FromMinutes(2));
        await house.IndexAsync();
        var page = await house.SearchAsync("ann", "e", request => request.PageSize = 1000);
        Assert.Equal(100, page.Matches.Count);
        Assert.Equal(600, (await house.FindAsync("ann", "same \"words\"")).Distinct().Count());
    }

    [Fact]
    public async Task Search_LongMessages_StaysWithinAResponse()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        var text = string.Concat(Enumerable.Repeat("漢字 word ", 2000));
        for (var i = 0; i < 100; i++)
            await house.PostAsync("ann", room, text);
        await house.IndexAsync();
        Assert.Equal(100, (await house.FindAsync("ann", "字 word")).Count);
    }
}
