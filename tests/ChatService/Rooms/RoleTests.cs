using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class RoleTests
{
    [Fact]
    public async Task SetRole_ByOwners_IsWrittenOnce()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var made = await house.SetRoleAsync("ann", room, "ben", MemberRole.Moderator);
        var again = await house.SetRoleAsync("ann", room, "ben", MemberRole.Moderator);
        Assert.Equal((MemberRole.Moderator, made.Cursor), (again.Member.Role, again.Cursor));
        var written = (await house.LogAsync("ann", room))[^1];
        Assert.Equal((made.Cursor, made.Member, "ann"), (written.Cursor, written.MemberUpdated.Member, written.MemberUpdated.UpdatedBy.UserId));
        Assert.Equal(
            made.Member, (await house.Client("ann").GetMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within()).Member);
    }

    [Fact]
    public async Task Owners_HandOverAndStayLast()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben", "cid");
        SetMemberRoleRequest Role(string user, MemberRole role) => new() { RoomId = room, UserId = user, Role = role };

        Assert.Equal("LAST_OWNER", await RoomKit.ReasonAsync(house.Client("ann").SetMemberRoleAsync(Role("ann", MemberRole.Member))));
        Assert.Equal("LAST_OWNER", await RoomKit.ReasonAsync(house.Client("ann").LeaveRoomAsync(new() { RoomId = room })));
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").SetMemberRoleAsync(Role("ben", MemberRole.Owner))));
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ann").SetMemberRoleAsync(Role("eve", MemberRole.Owner))));
        Assert.Equal(
            "INVALID_REQUEST", await RoomKit.ReasonAsync(house.Client("ann").SetMemberRoleAsync(Role("agent:assistant", MemberRole.Owner))));
        Assert.Equal("INVALID_REQUEST", await RoomKit.ReasonAsync(house.Client("ann").SetMemberRoleAsync(Role("ben", (MemberRole)9))));

        await house.SetRoleAsync("ann", room, "ben", MemberRole.Owner);
        Assert.Equal("OUTRANKED", await RoomKit.ReasonAsync(house.Client("ann").SetMemberRoleAsync(Role("ben", MemberRole.Member))));
        await house.SetRoleAsync("ann", room, "ann", MemberRole.Member);
        await house.LeaveAsync("ann", room);
        await house.LeaveAsync("cid", room);
        await house.LeaveAsync("ben", room); // nobody but the agent is left
    }

    [Fact]
    public async Task Moderators_ActOnThoseBelowThem()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "mod", "mod2", "ben");
        await house.SetRoleAsync("ann", room, "mod", MemberRole.Moderator);
        await house.SetRoleAsync("ann", room, "mod2", MemberRole.Moderator);
        foreach (var (by, user, reason) in new[]
        {
            ("mod", "ann", "OUTRANKED"), ("mod", "mod2", "OUTRANKED"), ("mod", "mod", "OUTRANKED"),
            ("ben", "mod", "ROLE_REQUIRED"), ("eve", "ben", "NOT_A_MEMBER"),
        })
        {
            var client = house.Client(by);
            Assert.Equal(reason, await RoomKit.ReasonAsync(client.RemoveMemberAsync(new() { RoomId = room, UserId = user })));
            Assert.Equal(reason, await RoomKit.ReasonAsync(client.BanMemberAsync(new() { RoomId = room, UserId = user })));
            Assert.Equal(reason, await RoomKit.ReasonAsync(client.MuteMemberAsync(new() { RoomId = room, UserId = user })));
        }

        await house.Client("mod").RemoveMemberAsync(new() { RoomId = room, UserId = "ben", Note = "enough" }).ResponseAsync.Within();
        var left = (await house.LogAsync("ann", room))[^1].MemberLeft;
        Assert.Equal(
            ("ben", MemberLeftReason.Removed, "mod", "enough"), (left.Participant.UserId, left.Reason, left.RemovedBy.UserId, left.Note));
        var head = await house.HeadAsync("ann", room);
        await house.Client("mod").RemoveMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();
        Assert.Equal(head, await house.HeadAsync("ann", room));
        await house.JoinAsync("ben", room);
    }

    [Fact]
    public async Task Guests_SpeakAndDoNoMore()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await house.SetRoleAsync("ann", room, "ben", MemberRole.Guest);
        await house.PostAsync("ben", room, "hello");
        var invite = new InviteMemberRequest { RoomId = room, UserId = "eve" };
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").InviteMemberAsync(invite)));

        // Leaving makes nobody more than they were.
        await house.LeaveAsync("ben", room);
        Assert.Equal(MemberRole.Guest, (await house.JoinAsync("ben", room)).Member.Role);
    }
}
