using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class DirectRoomTests
{
    [Fact]
    public async Task OpenDirect_ByBothAtOnce_IsOneRoom()
    {
        await using var house = await ChatHouse.OpenAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => OpenAsync(house, i % 2 == 0 ? "ann" : "ben", i % 2 == 0 ? "ben" : "ann")))
            .Within(TimeSpan.FromSeconds(60));
        var room = Assert.Single(opened.Select(answer => answer.Room.RoomId).Distinct());
        Assert.Equal((RoomVisibility.Direct, 2), (opened[^1].Room.Visibility, opened[^1].Room.MemberCount));
        var members = (await house.Client("ann").ListMembersAsync(new() { RoomId = room }).ResponseAsync.Within()).Members;
        Assert.All(members, member => Assert.Equal(MemberRole.Member, member.Role));
        Assert.Equal(["ann", "ben"], members.Select(member => member.Participant.UserId).Order());
        await house.PostAsync("ben", room, "hello");
        Assert.NotEqual(room, (await OpenAsync(house, "ann", "cid")).Room.RoomId);
    }

    [Fact]
    public async Task DirectRoom_StaysBetweenTheTwo()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = (await OpenAsync(house, "ann", "ben")).Room.RoomId;
        var (ann, eve) = (house.Client("ann"), house.Client("eve"));
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(eve.JoinRoomAsync(new() { RoomId = room })));
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(eve.UpdateRoomAsync(
            new() { Room = new() { RoomId = room }, UpdateMask = new() { Paths = { "topic" } } })));
        string[] reasons =
        [
            await RoomKit.ReasonAsync(ann.LeaveRoomAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(ann.InviteMemberAsync(new() { RoomId = room, UserId = "eve" })),
            await RoomKit.ReasonAsync(ann.RemoveMemberAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(ann.BanMemberAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(ann.MuteMemberAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(ann.SetMemberRoleAsync(new() { RoomId = room, UserId = "ann", Role = MemberRole.Owner })),
            await RoomKit.ReasonAsync(ann.CreateJoinLinkAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(ann.ArchiveRoomAsync(new() { RoomId = room })),
        ];
        Assert.All(reasons, reason => Assert.Equal("DIRECT_ROOM", reason));
        Assert.NotNull((await ann.InviteMemberAsync(new() { RoomId = room, UserId = "agent:assistant" }).ResponseAsync.Within()).Member);
        Assert.Equal(room, Assert.Single((await ann.ListRoomsAsync(new() { Visibility = RoomVisibility.Direct }).ResponseAsync.Within()).Rooms).RoomId);
        Assert.Empty((await eve.ListRoomsAsync(new()).ResponseAsync.Within()).Rooms);
    }

    [Fact]
    public async Task OpenDirect_WithNobodyElse_IsRefused()
    {
        await using var house = await ChatHouse.OpenAsync();
        foreach (var user in new[] { "", "ann", "agent:assistant", "two words", new string('x', 65) })
            Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(house.Client("ann").OpenDirectRoomAsync(new() { UserId = user })));
        Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(house.Client("ann").CreateRoomAsync(new() { RoomId = "direct-x" })));
        Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(
            house.Client("ann").CreateRoomAsync(new() { Visibility = RoomVisibility.Direct })));
    }

    private static async Task<OpenDirectRoomResponse> OpenAsync(ChatHouse house, string user, string other) =>
        await house.Client(user).OpenDirectRoomAsync(new() { UserId = other }).ResponseAsync.Within(TimeSpan.FromSeconds(30));
}
