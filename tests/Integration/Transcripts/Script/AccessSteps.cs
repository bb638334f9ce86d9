using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>Ways into rooms that are not open to everybody.</summary>
internal static class AccessSteps
{
    public static IEnumerable<Step> All =>
    [
        new("Cat is invited into the private room", InviteAsync),
        new("invitations are declined and taken back", EndInvitationsAsync),
        new("Dan comes in by a link, and Bob too late", JoinLinkAsync),
        new("Ann and Bob talk under four eyes", DirectAsync),
    ];

    private static async Task InviteAsync(Stage stage)
    {
        var den = stage.Room("den");
        await stage.ListenAsync(stage.Ann, "den", StartPosition.Earliest);
        await stage.Ann.AskAsync<InviteMemberResponse>(new InviteMemberRequest { RoomId = den, UserId = stage.Cat.UserId });
        await stage.Cat.AskAsync<ListInvitationsResponse>(new ListInvitationsRequest());
        await stage.Cat.AskAsync<JoinRoomResponse>(new JoinRoomRequest { RoomId = den });
        await stage.Cat.AskAsync<GetMemberResponse>(new GetMemberRequest { RoomId = den, UserId = stage.Ann.UserId });
    }

    private static async Task EndInvitationsAsync(Stage stage)
    {
        var den = stage.Room("den");
        foreach (var person in (Actor[])[stage.Bob, stage.Dan])
            await stage.Ann.AskAsync<InviteMemberResponse>(new InviteMemberRequest { RoomId = den, UserId = person.UserId });
        await stage.Ann.AskAsync<ListInvitationsResponse>(new ListInvitationsRequest { RoomId = den });
        await stage.Bob.AskAsync<DeclineInvitationResponse>(new DeclineInvitationRequest { RoomId = den });
        await stage.Ann.AskAsync<WithdrawInvitationResponse>(new WithdrawInvitationRequest { RoomId = den, UserId = stage.Dan.UserId });
        await stage.Dan.RefusedAsync("ROOM_NOT_FOUND", new JoinRoomRequest { RoomId = den });
    }

    private static async Task JoinLinkAsync(Stage stage)
    {
        var den = stage.Room("den");
        var link = (await stage.Ann.AskAsync<CreateJoinLinkResponse>(
            new CreateJoinLinkRequest { RoomId = den, MaxUses = 1, TimeToLive = Duration.FromTimeSpan(TimeSpan.FromHours(1)) })).JoinLink;
        await stage.Dan.AskAsync<JoinRoomResponse>(new JoinRoomRequest { RoomId = den, JoinToken = link.Token });
        await stage.Bob.RefusedAsync("JOIN_LINK_USED_UP", new JoinRoomRequest { RoomId = den, JoinToken = link.Token });
        await stage.Bob.RefusedAsync("JOIN_LINK_INVALID", new JoinRoomRequest { RoomId = den, JoinToken = "guessed" });
        await stage.Ann.AskAsync<ListJoinLinksResponse>(new ListJoinLinksRequest { RoomId = den });
        await stage.Ann.AskAsync<RevokeJoinLinkResponse>(new RevokeJoinLinkRequest { RoomId = den, LinkId = link.LinkId });
    }

    private static async Task DirectAsync(Stage stage)
    {
        var room = (await stage.Ann.AskAsync<OpenDirectRoomResponse>(new OpenDirectRoomRequest { UserId = stage.Bob.UserId })).Room;
        var same = (await stage.Bob.AskAsync<OpenDirectRoomResponse>(new OpenDirectRoomRequest { UserId = stage.Ann.UserId })).Room;
        Assert.Equal(room.RoomId, same.RoomId);
        await stage.Ann.RefusedAsync("DIRECT_ROOM", new LeaveRoomRequest { RoomId = room.RoomId });
        await stage.Cat.RefusedAsync("ROOM_NOT_FOUND", new GetRoomRequest { RoomId = room.RoomId });
    }
}
