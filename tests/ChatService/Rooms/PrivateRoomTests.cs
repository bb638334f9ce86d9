using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Rooms;

public sealed class PrivateRoomTests
{
    [Fact]
    public async Task PrivateRoom_ForStrangers_DoesNotExist()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann", "ben");
        var eve = house.Client("eve");
        var secret = await house.PostAsync("ann", room, "a secret");

        string[] reasons =
        [
            await RoomKit.ReasonAsync(eve.GetRoomAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.JoinRoomAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.LeaveRoomAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.ListMembersAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.GetMemberAsync(new() { RoomId = room, UserId = "ann" })),
            await RoomKit.ReasonAsync(eve.PostMessageAsync(Requests.Post(room, "x"))),
            await RoomKit.ReasonAsync(eve.GetMessageAsync(new() { RoomId = room, MessageId = secret.MessageId })),
            await RoomKit.ReasonAsync(eve.ListMessagesAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.ListEventsAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.SendTypingAsync(new() { RoomId = room, Typing = true })),
            await RoomKit.ReasonAsync(eve.InviteMemberAsync(new() { RoomId = room, UserId = "eve" })),
            await RoomKit.ReasonAsync(eve.ListInvitationsAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.DeclineInvitationAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.WithdrawInvitationAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(eve.CreateJoinLinkAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.ListJoinLinksAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.RemoveMemberAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(eve.BanMemberAsync(new() { RoomId = room, UserId = "ben" })),
            await RoomKit.ReasonAsync(eve.ListBansAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(eve.ArchiveRoomAsync(new() { RoomId = room })),
            await RoomKit.ReasonAsync(house.Node.ServiceClient<ChatService.ChatServiceClient>().GetMemberAsync(new() { RoomId = room, UserId = "eve" })),
        ];
        Assert.All(reasons, reason => Assert.Equal("ROOM_NOT_FOUND", reason));
        Assert.Equal("JOIN_LINK_INVALID", await RoomKit.ReasonAsync(eve.JoinRoomAsync(new() { RoomId = room, JoinToken = "guess" })));
        Assert.Equal("JOIN_LINK_INVALID", await RoomKit.ReasonAsync(eve.JoinRoomAsync(new() { RoomId = "nowhere", JoinToken = "guess" })));
        await using var stream = await house.ConverseAsync("eve", Requests.Earliest(room));
        Assert.Equal("ROOM_NOT_FOUND", RoomKit.ReasonOf(await stream.NextAsync(ServerFrame.FrameOneofCase.Error)));
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ann").GetMemberAsync(new() { RoomId = room, UserId = "eve" })));
    }

    [Fact]
    public async Task ListRooms_ShowsPublicOnesAndOnesOwn()
    {
        await using var house = await ChatHouse.OpenAsync();
        foreach (var (id, owner, visibility) in new[]
        {
            ("a-public", "ann", RoomVisibility.Public), ("b-private", "ann", RoomVisibility.Private),
            ("c-private", "ben", RoomVisibility.Private), ("d-public", "ben", RoomVisibility.Public),
        })
            await house.Client(owner).CreateRoomAsync(new() { RoomId = id, Visibility = visibility }).ResponseAsync.Within();

        Assert.Equal(["a-public", "b-private", "d-public"], await RoomsAsync(house, "ann", new()));
        Assert.Equal(["a-public", "d-public"], await RoomsAsync(house, "eve", new()));
        Assert.Equal(["a-public", "b-private"], await RoomsAsync(house, "ann", new() { JoinedOnly = true }));
        Assert.Equal(["b-private"], await RoomsAsync(house, "ann", new() { Visibility = RoomVisibility.Private }));
        Assert.Equal(["d-public"], await RoomsAsync(house, "ben", new() { Visibility = RoomVisibility.Public, JoinedOnly = true }));
        Assert.Empty(await RoomsAsync(house, "eve", new() { Visibility = RoomVisibility.Private }));
    }

    [Fact]
    public async Task Invitation_OnceTaken_IsUsedUp()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann");
        var (ann, ben) = (house.Client("ann"), house.Client("ben"));
        var invite = new InviteMemberRequest { RoomId = room, UserId = "ben" };
        var invited = await ann.InviteMemberAsync(invite).ResponseAsync.Within();
        var again = await ann.InviteMemberAsync(invite).ResponseAsync.Within();
        Assert.Equal((invited.Invitation, invited.Cursor), (again.Invitation, again.Cursor));
        Assert.Equal(invited.Cursor, (await house.LogAsync("ann", room))[^1].Cursor);

        // Who is invited sees the room, not what is said in it.
        Assert.Equal(room, (await ben.GetRoomAsync(new() { RoomId = room }).ResponseAsync.Within()).Room.RoomId);
        Assert.Equal("NOT_A_MEMBER", await RoomKit.ReasonAsync(ben.ListMessagesAsync(new() { RoomId = room })));
        var open = Assert.Single((await ben.ListInvitationsAsync(new()).ResponseAsync.Within()).Invitations);
        Assert.Equal(
            (room, "a private room", "ann", "ben"),
            (open.RoomId, open.RoomDisplayName, open.InvitedBy.UserId, open.Participant.UserId));
        Assert.Equal(open, Assert.Single((await ann.ListInvitationsAsync(new() { RoomId = room }).ResponseAsync.Within()).Invitations));

        Assert.Equal(MemberRole.Member, (await house.JoinAsync("ben", room)).Member.Role);
        Assert.Empty((await ben.ListInvitationsAsync(new()).ResponseAsync.Within()).Invitations);
        var present = await ann.InviteMemberAsync(invite).ResponseAsync.Within();
        Assert.Equal(("ben", null), (present.Member.Participant.UserId, present.Invitation));
        await house.LeaveAsync("ben", room);
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(ben.JoinRoomAsync(new() { RoomId = room })));
    }

    [Fact]
    public async Task Invitation_DeclinedOrWithdrawn_OpensNothing()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann", "cid", "dan");
        async Task InviteAsync(string by) =>
            await house.Client(by).InviteMemberAsync(new() { RoomId = room, UserId = "ben" }).ResponseAsync.Within();

        await InviteAsync("cid");
        await house.Client("ben").DeclineInvitationAsync(new() { RoomId = room }).ResponseAsync.Within();
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ben").JoinRoomAsync(new() { RoomId = room })));

        await InviteAsync("cid");
        var withdraw = new WithdrawInvitationRequest { RoomId = room, UserId = "ben" };
        Assert.Equal("ROLE_REQUIRED", await RoomKit.ReasonAsync(house.Client("dan").WithdrawInvitationAsync(withdraw)));
        await house.Client("cid").WithdrawInvitationAsync(withdraw).ResponseAsync.Within();
        Assert.Equal("ROOM_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ben").JoinRoomAsync(new() { RoomId = room })));

        await InviteAsync("dan");
        await house.Client("ann").WithdrawInvitationAsync(withdraw).ResponseAsync.Within();
        var head = await house.HeadAsync("ann", room);
        await house.Client("ann").WithdrawInvitationAsync(withdraw).ResponseAsync.Within();
        Assert.Equal(head, await house.HeadAsync("ann", room));
        var log = await house.LogAsync("ann", room);
        Assert.Equal(["ben", "cid", "ann"], log.Where(e => e.InvitationEnded is not null).Select(e => e.InvitationEnded.EndedBy.UserId));
    }

    [Fact]
    public async Task ListInvitations_ByPage_IsNewestFirst()
    {
        await using var house = await ChatHouse.OpenAsync();
        var rooms = new List<string>();
        foreach (var owner in new[] { "ann", "cid", "dan" })
        {
            rooms.Add(await house.PrivateRoomAsync(owner));
            await house.Client(owner).InviteMemberAsync(new() { RoomId = rooms[^1], UserId = "ben" }).ResponseAsync.Within();
        }

        var (found, token) = (new List<string>(), "");
        do
        {
            var page = await house.Client("ben").ListInvitationsAsync(new() { PageSize = 2, PageToken = token }).ResponseAsync.Within();
            found.AddRange(page.Invitations.Select(invitation => invitation.RoomId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        rooms.Reverse();
        Assert.Equal(rooms, found);
    }

    [Fact]
    public async Task Invite_AnAgent_BringsItIn()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.PrivateRoomAsync("ann");
        var invite = new InviteMemberRequest { RoomId = room, UserId = "agent:assistant" };
        Assert.NotNull((await house.Client("ann").InviteMemberAsync(invite).ResponseAsync.Within()).Member);
        await house.Client("ann").RemoveMemberAsync(new() { RoomId = room, UserId = "agent:assistant" }).ResponseAsync.Within();
        var back = await house.Client("ann").InviteMemberAsync(invite).ResponseAsync.Within();
        Assert.Equal(("Assistant", null), (back.Member.Participant.DisplayName, back.Invitation));
        invite.UserId = "agent:nobody";
        Assert.Equal("MEMBER_NOT_FOUND", await RoomKit.ReasonAsync(house.Client("ann").InviteMemberAsync(invite)));
    }

    private static async Task<List<string>> RoomsAsync(ChatHouse house, string user, ListRoomsRequest request)
    {
        var rooms = new List<string>();
        request.PageSize = 2;
        do
        {
            var page = await house.Client(user).ListRoomsAsync(request).ResponseAsync.Within();
            rooms.AddRange(page.Rooms.Select(room => room.RoomId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return rooms;
    }
}
