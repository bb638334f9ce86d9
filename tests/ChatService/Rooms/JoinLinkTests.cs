using Google.Protobuf.WellKnownTypes;
using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.ServiceDefaults.Grpc;
using GroupChat.TestSupport;
using Grpc.Core;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class JoinLinkTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task JoinLink_ByManyAtOnce_LetsInAsManyAsItMay()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann");
        var link = (await house.Client("ann").CreateJoinLinkAsync(new() { RoomId = room, MaxUses = 3 }).ResponseAsync.Within()).JoinLink;
        Assert.True(link.Token.Length >= 22);

        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TryJoinAsync(house, $"user{i}", room, link.Token))).Within(Bound);
        Assert.Equal(3, tries.Count(reason => reason is null));
        Assert.All(tries.Where(reason => reason is not null), reason => Assert.Equal("JOIN_LINK_USED_UP", reason));
        var listed = Assert.Single((await house.Client("ann").ListJoinLinksAsync(new() { RoomId = room }).ResponseAsync.Within()).JoinLinks);
        Assert.Equal((link.LinkId, "", 3, 3), (listed.LinkId, listed.Token, listed.MaxUses, listed.UseCount));
    }

    [Fact]
    public async Task JoinLink_ForWhoNeedsNone_CountsNoUse()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann", "ben");
        var token = (await house.Client("ann").CreateJoinLinkAsync(new() { RoomId = room, MaxUses = 1 }).ResponseAsync.Within()).JoinLink.Token;
        await house.JoinAsync("ben", room, token);
        await house.Client("ann").InviteMemberAsync(new() { RoomId = room, UserId = "cid" }).ResponseAsync.Within();
        await house.JoinAsync("cid", room, token);
        await house.JoinAsync("dan", room, token);
        await house.JoinAsync("dan", room, token);
        var open = await house.RoomAsync("ann");
        await house.JoinAsync("eve", open, "not looked at");
    }

    [Fact]
    public async Task JoinLink_ExpiredOrRevokedOrOfAnotherRoom_OpensNothing()
    {
        var time = new ManualTimeProvider();
        await using var house = await ChatHouse.OpenAsync(time: time);
        var (room, other) = (await house.PrivateRoomAsync("ann"), await house.PrivateRoomAsync("ann"));
        async Task<JoinLink> LinkAsync(int seconds) => (await house.Client("ann").CreateJoinLinkAsync(
            new() { RoomId = room, TimeToLive = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) }).ResponseAsync.Within()).JoinLink;

        var (brief, revoked) = (await LinkAsync(60), await LinkAsync(3600));
        await house.JoinAsync("ben", room, brief.Token);
        Assert.Equal("JOIN_LINK_INVALID", await TryJoinAsync(house, "cid", other, brief.Token));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("JOIN_LINK_EXPIRED", await TryJoinAsync(house, "cid", room, brief.Token));
        var revoke = new RevokeJoinLinkRequest { RoomId = room, LinkId = revoked.LinkId };
        await house.Client("ann").RevokeJoinLinkAsync(revoke).ResponseAsync.Within();
        await house.Client("ann").RevokeJoinLinkAsync(revoke).ResponseAsync.Within();
        Assert.Equal("JOIN_LINK_INVALID", await TryJoinAsync(house, "cid", room, revoked.Token));
    }

    [Fact]
    public async Task JoinLinks_AreForModeratorsAndBounded()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann", "ben");
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").CreateJoinLinkAsync(new() { RoomId = room })));
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("ben").ListJoinLinksAsync(new() { RoomId = room })));
        var wrong = new CreateJoinLinkRequest { RoomId = room, MaxUses = -1, TimeToLive = Duration.FromTimeSpan(TimeSpan.FromDays(31)) };
        var refusal = await ChatHouse.RefusalAsync(house.Client("ann").CreateJoinLinkAsync(wrong));
        Assert.Equal(["max_uses", "time_to_live"], refusal.Violations.Select(violation => violation.Field).Order());

        await house.SetRoleAsync("ann", room, "ben", MemberRole.Moderator);
        for (var i = 0; i < 50; i++)
            await house.Client("ben").CreateJoinLinkAsync(new() { RoomId = room, MaxUses = 1 }).ResponseAsync.Within();
        Assert.Equal("TOO_MANY_JOIN_LINKS", await RoomKit.ReasonAsync(house.Client("ben").CreateJoinLinkAsync(new() { RoomId = room })));
    }

    private static async Task<string?> TryJoinAsync(ChatHouse house, string user, string room, string token)
    {
        try
        {
            await house.Client(user).JoinRoomAsync(new() { RoomId = room, JoinToken = token }).ResponseAsync.Within(Bound);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.ToDomainError().Reason;
        }
    }
}
