using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Marks;

public sealed class UnreadTests
{
    [Fact]
    public async Task Unread_CountsMessagesOfOthersAfterTheMark()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        for (var i = 0; i < 3; i++)
            await house.PostAsync("ann", room, $"before ben came {i}"); // 4 to 6
        await house.Client("ben").JoinRoomAsync(new() { RoomId = room }).ResponseAsync.Within(); // 7
        Assert.Equal((0L, 7L), await CountAsync(house, "ben", room));
        await house.PostAsync("ann", room, "eight");
        await house.PostAsync("ann", room, "nine");
        Assert.Equal((2L, 7L), await CountAsync(house, "ben", room));
        Assert.Equal((0L, 9L), await CountAsync(house, "ann", room));
        await house.MarkAsync("ben", room, 9, 8);
        Assert.Equal((1L, 8L), await CountAsync(house, "ben", room));
        await house.PostAsync("ben", room, "ten");
        Assert.Equal((0L, 10L), await CountAsync(house, "ben", room));
        Assert.Equal((1L, 9L), await CountAsync(house, "ann", room));
    }

    [Fact]
    public async Task Unread_CountsAnswersOfAgents()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await house.PostAsync("ann", room, "@assistant?");
        Assert.Equal((2L, 4L), await CountAsync(house, "ben", room));
        Assert.Equal((1L, 5L), await CountAsync(house, "ann", room));
    }

    [Fact]
    public async Task ListUnread_ByPage_HasTheRoomsOfTheCallerInOrder()
    {
        await using var house = await ChatHouse.OpenAsync();
        foreach (var id in new[] { "c", "a", "e", "b", "d" })
        {
            await house.Client("ann").CreateRoomAsync(new() { RoomId = id }).ResponseAsync.Within();
            if (id == "e")
                continue;
            await house.Client("ben").JoinRoomAsync(new() { RoomId = id }).ResponseAsync.Within();
            for (var i = 'a'; i <= id[0]; i++)
                await house.PostAsync("ann", id, "hello");
        }

        var (rooms, token) = (new List<RoomUnread>(), "");
        do
        {
            var page = await house.Client("ben").ListUnreadAsync(new() { PageSize = 3, PageToken = token }).ResponseAsync.Within();
            rooms.AddRange(page.Rooms);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(["a 1", "b 2", "c 3", "d 4"], rooms.Select(unread => $"{unread.Room.RoomId} {unread.UnreadCount}"));
        Assert.Equal(("ben", 4L, 8L), (rooms[3].Mark.UserId, rooms[3].Mark.ReadSequence, rooms[3].Room.HeadSequence));
        Assert.Equal(rooms[3], await house.UnreadAsync("ben", "d"));
        Assert.Equal((await house.LogAsync("ben", "d"))[^1].Cursor, rooms[3].Cursor);

        var others = (await house.Client("ann").ListUnreadAsync(new() { PageSize = 1 }).ResponseAsync.Within()).NextPageToken;
        var refusal = await ChatHouse.RefusalAsync(house.Client("ben").ListUnreadAsync(new() { PageToken = others }));
        Assert.Equal("INVALID_PAGE_TOKEN", refusal.Reason);
    }

    private static async Task<(long Unread, long Read)> CountAsync(ChatHouse house, string user, string room)
    {
        var unread = await house.UnreadAsync(user, room);
        Assert.Equal(0, unread.MentionCount);
        return (unread.UnreadCount, unread.Mark.ReadSequence);
    }
}
