using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class MuteTests
{
    [Fact]
    public async Task Mute_UntilATime_HoldsUntilThen()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        var sent = Requests.Post(room, "before");
        var before = await house.Client("ben").PostMessageAsync(sent).ResponseAsync.Within();
        var request = new MuteMemberRequest
        {
            RoomId = room,
            UserId = "ben",
            MutedUntil = Timestamp.FromDateTimeOffset(time.GetUtcNow().AddMinutes(10)),
        };
        var muted = await house.Client("ann").MuteMemberAsync(request).ResponseAsync.Within();
        Assert.Equal(muted.Cursor, (await house.Client("ann").MuteMemberAsync(request).ResponseAsync.Within()).Cursor);
        Assert.Equal(request.MutedUntil, muted.Member.MutedUntil);

        Assert.Equal("MUTED", (await house.PostRefusalAsync("ben", room)).Reason);
        Assert.Equal("MUTED", await RoomKit.ReasonAsync(house.Client("ben").SendTypingAsync(new() { RoomId = room, Typing = true })));
        // What was said before is no new message, and reading goes on.
        Assert.Equal(before.Message.MessageId, (await house.Client("ben").PostMessageAsync(sent).ResponseAsync.Within()).Message.MessageId);
        Assert.NotEmpty(await house.LogAsync("ben", room));

        // Leaving does not free.
        await house.LeaveAsync("ben", room);
        await house.JoinAsync("ben", room);
        Assert.Equal("MUTED", (await house.PostRefusalAsync("ben", room)).Reason);
        time.Advance(TimeSpan.FromMinutes(10));
        await house.PostAsync("ben", room, "after");
    }

    [Fact]
    public async Task Mute_UntilFurtherNotice_EndsWithUnmute()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var muted = await house.Client("ann").MuteMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        Assert.Equal(9999, muted.Member.MutedUntil.ToDateTimeOffset().Year);
        Assert.Equal("MUTED", (await house.PostRefusalAsync("ben", room)).Reason);
        var unmute = new UnmuteMemberRequest { RoomId = room, UserId = "ben" };
        var free = await house.Client("ann").UnmuteMemberAsync(unmute).ResponseAsync.Within();
        Assert.Null(free.Member.MutedUntil);
        Assert.Equal(free.Cursor, (await house.Client("ann").UnmuteMemberAsync(unmute).ResponseAsync.Within()).Cursor);
        await house.PostAsync("ben", room, "again");
    }

    [Fact]
    public async Task Mute_OfAnAgent_LeavesItUnasked()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann");
        await house.Client("ann").MuteMemberAsync(new() { RoomId = room, UserId = "agent:assistant" }).ResponseAsync.Within();
        await house.PostAsync("ann", room, "@assistant are you there?");
        Assert.NotNull((await house.LogAsync("ann", room))[^1].MessagePosted);
    }
}
