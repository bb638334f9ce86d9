using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Errors;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class BanTests
{
    [Fact]
    public async Task Ban_OfAMember_RemovesAndKeepsOut()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        var request = new BanMemberRequest { RoomId = room, UserId = "ben", Reason = "spam" };
        var banned = await house.Client("ann").BanMemberAsync(request).ResponseAsync.Within();
        var again = await house.Client("ann").BanMemberAsync(request).ResponseAsync.Within();
        Assert.Equal((banned.Ban, banned.Cursor), (again.Ban, again.Cursor));
        var log = await house.LogAsync("ann", room);
        Assert.Equal((MemberLeftReason.Banned, "spam"), (log[^2].MemberLeft.Reason, log[^2].MemberLeft.Note));
        Assert.Equal((banned.Ban, banned.Cursor), (log[^1].MemberBanned.Ban, log[^1].Cursor));
        Assert.Equal(banned.Ban, Assert.Single((await house.Client("ann").ListBansAsync(new() { RoomId = room }).ResponseAsync.Within()).Bans));

        var refusal = await ChatHouse.RefusalAsync(house.Client("ben").JoinRoomAsync(new() { RoomId = room }));
        Assert.Equal((ErrorCode.PermissionDenied, "BANNED"), (refusal.Code, refusal.Reason));
        var invite = new InviteMemberRequest { RoomId = room, UserId = "ben" };
        Assert.Equal("BANNED", await RoomKit.ReasonAsync(house.Client("ann").InviteMemberAsync(invite)));

        var unban = new UnbanMemberRequest { RoomId = room, UserId = "ben" };
        var ended = await house.Client("ann").UnbanMemberAsync(unban).ResponseAsync.Within();
        Assert.Equal(ended.Cursor, (await house.Client("ann").UnbanMemberAsync(unban).ResponseAsync.Within()).Cursor);
        await house.JoinAsync("ben", room);
    }

    [Fact]
    public async Task Ban_OfAStranger_EndsTheirInvitationToo()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann");
        var token = (await house.Client("ann").CreateJoinLinkAsync(new() { RoomId = room }).ResponseAsync.Within()).JoinLink.Token;
        await house.Client("ann").InviteMemberAsync(new() { RoomId = room, UserId = "eve" }).ResponseAsync.Within();
        await house.Client("ann").BanMemberAsync(new() { RoomId = room, UserId = "eve" }).ResponseAsync.Within();
        Assert.Empty((await house.Client("eve").ListInvitationsAsync(new()).ResponseAsync.Within()).Invitations);
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("eve").JoinRoomAsync(new() { RoomId = room })));
        Assert.Equal("BANNED", await RoomKit.ReasonAsync(house.Client("eve").JoinRoomAsync(new() { RoomId = room, JoinToken = token })));
    }

    [Fact]
    public async Task Ban_WithAnEnd_Ends()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var room = await house.RoomAsync("ann", "ben");
        var end = time.GetUtcNow().AddHours(1);
        var request = new BanMemberRequest { RoomId = room, UserId = "ben", ExpireTime = Timestamp.FromDateTimeOffset(end) };
        await house.Client("ann").BanMemberAsync(request).ResponseAsync.Within();
        time.Advance(TimeSpan.FromMinutes(59));
        var refusal = await ChatHouse.RefusalAsync(house.Client("ben").JoinRoomAsync(new() { RoomId = room }));
        Assert.Equal("2030-01-01T01:00:00.000Z", refusal.Metadata["expire_time"]);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await house.Client("ann").ListBansAsync(new() { RoomId = room }).ResponseAsync.Within()).Bans);
        await house.JoinAsync("ben", room);
        Assert.Equal("expire_time", Assert.Single((await ChatHouse.RefusalAsync(house.Client("ann").BanMemberAsync(request))).Violations).Field);
    }
}
