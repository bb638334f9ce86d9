using Google.Protobuf.WellKnownTypes;
using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>What a room is like, and order in it.</summary>
internal static class OrderSteps
{
    public static IEnumerable<Step> All =>
    [
        new("the room is given another topic", UpdateAsync),
        new("Bob becomes a moderator", PromoteAsync),
        new("Cat is muted for a while", MuteAsync),
        new("Cat is sent out", RemoveAsync),
        new("Dan is kept out", BanAsync),
        new("one message an hour", SlowAsync),
        new("a message is flagged, and goes", FlagAsync),
    ];

    private static async Task UpdateAsync(Stage stage)
    {
        var room = new Room { RoomId = stage.Room("tea"), Topic = "Steeping" };
        await stage.Bob.RefusedAsync("ROLE_REQUIRED", new UpdateRoomRequest { Room = room, UpdateMask = new() { Paths = { "topic" } } });
        await stage.Ann.AskAsync<UpdateRoomResponse>(new UpdateRoomRequest { Room = room, UpdateMask = new() { Paths = { "topic" } } });
        await stage.Cat.HearsAsync("tea", heard => heard.RoomUpdated is not null);
    }

    private static async Task PromoteAsync(Stage stage)
    {
        var wish = new SetMemberRoleRequest { RoomId = stage.Room("tea"), UserId = stage.Bob.UserId, Role = MemberRole.Moderator };
        await stage.Cat.RefusedAsync("ROLE_REQUIRED", wish);
        await stage.Ann.AskAsync<SetMemberRoleResponse>(wish);
        await stage.Bob.RefusedAsync("OUTRANKED", new RemoveMemberRequest { RoomId = wish.RoomId, UserId = stage.Ann.UserId });
    }

    private static async Task MuteAsync(Stage stage)
    {
        var (room, cat) = (stage.Room("tea"), stage.Cat.UserId);
        await stage.Bob.AskAsync<MuteMemberResponse>(new MuteMemberRequest { RoomId = room, UserId = cat });
        await stage.Cat.RefusedAsync("MUTED", "saying something", () => stage.Cat.SayAsync("tea", "muted", "Mh!"));
        await stage.Bob.AskAsync<UnmuteMemberResponse>(new UnmuteMemberRequest { RoomId = room, UserId = cat });
        await stage.Cat.SayAsync("tea", "unmuted", "As I was saying: the kettle is on.");
    }

    private static async Task RemoveAsync(Stage stage)
    {
        var room = stage.Room("tea");
        await stage.Bob.AskAsync<RemoveMemberResponse>(new RemoveMemberRequest { RoomId = room, UserId = stage.Cat.UserId, Note = "Come back calmer" });
        await stage.Cat.LineIn("tea").UntilAsync(frame => frame.Unsubscribed?.Reason == "NOT_A_MEMBER");
        await stage.HangUpAsync(stage.Cat, "tea");
        await stage.Cat.RefusedAsync("NOT_A_MEMBER", stage.Cat.Post("tea", "outside", "Hello?"));
        await stage.Cat.AskAsync<JoinRoomResponse>(new JoinRoomRequest { RoomId = room });
    }

    private static async Task BanAsync(Stage stage)
    {
        var (room, dan) = (stage.Room("tea"), stage.Dan.UserId);
        await stage.Bob.AskAsync<BanMemberResponse>(new BanMemberRequest { RoomId = room, UserId = dan, Reason = "Coffee" });
        await stage.Dan.RefusedAsync("BANNED", new JoinRoomRequest { RoomId = room });
        await stage.Ann.AskAsync<ListBansResponse>(new ListBansRequest { RoomId = room });
        await stage.Bob.AskAsync<UnbanMemberResponse>(new UnbanMemberRequest { RoomId = room, UserId = dan });
    }

    private static async Task SlowAsync(Stage stage)
    {
        var den = stage.Room("den");
        var wish = new Room { RoomId = den, Settings = new() { SlowModeInterval = Duration.FromTimeSpan(TimeSpan.FromHours(1)) } };
        await stage.Ann.AskAsync<UpdateRoomResponse>(new UpdateRoomRequest { Room = wish, UpdateMask = new() { Paths = { "settings.slow_mode_interval" } } });
        await stage.Cat.AskAsync<PostMessageResponse>(stage.Cat.Post("den", "slow-1", "One"));
        await stage.Cat.RefusedAsync("SLOW_MODE", stage.Cat.Post("den", "slow-2", "Two"));
        await stage.Ann.HearsAsync("den", heard => heard.MessagePosted is not null);
    }

    private static async Task FlagAsync(Stage stage)
    {
        var (room, message) = (stage.Room("tea"), stage.Known["unmuted"]);
        var flag = (await stage.Ann.AskAsync<FlagMessageResponse>(
            new FlagMessageRequest { RoomId = room, MessageId = message, Reason = FlagReason.Spam, Note = "Again" })).Flag;
        await stage.Cat.RefusedAsync("ROLE_REQUIRED", new ListFlagsRequest { RoomId = room });
        await stage.Bob.AskAsync<ListFlagsResponse>(new ListFlagsRequest { RoomId = room });
        await stage.Bob.AskAsync<ResolveFlagResponse>(new ResolveFlagRequest { RoomId = room, FlagId = flag.FlagId, DeleteMessage = true });
        await stage.Ann.HearsAsync("tea", heard => heard.MessageDeleted?.Message.MessageId == message);
    }
}
