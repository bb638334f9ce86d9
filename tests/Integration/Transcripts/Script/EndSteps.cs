using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Session.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>Going away, coming back, and closing the room.</summary>
internal static class EndSteps
{
    public static IEnumerable<Step> All =>
    [
        new("Bob comes back and has missed nothing", ResumeAsync),
        new("the room is archived, and everybody goes", LeaveAsync),
        new("a session that was ended is nobody's", RevokeAsync),
    ];

    private static async Task ResumeAsync(Stage stage)
    {
        var last = stage.Bob.LineIn("tea").Heard.Last(frame => frame.Event is not null).Event;
        await stage.HangUpAsync(stage.Bob, "tea");
        var seen = await stage.Ann.LineIn("tea").UntilAsync(frame => frame.Signal?.Presence is { Present: false } gone && gone.Participant.UserId == stage.Bob.UserId);
        stage.Note("Ann sees", seen.Signal);
        await stage.Ann.SayAsync("tea", "missed-1", "Where is Bob?");
        await stage.Ann.SayAsync("tea", "missed-2", "There he is not.");
        await stage.ListenAsync(stage.Bob, "tea", cursor: last.Cursor);
        var heard = stage.Bob.LineIn("tea").Heard.Select(frame => frame.Event).OfType<RoomEvent>().ToList();
        Assert.Equal([stage.Known["missed-1"], stage.Known["missed-2"]], heard.Select(each => each.MessagePosted.Message.MessageId));
        await stage.Ann.RefusedAsync("INVALID_CURSOR", "listening", async () => await stage.ListenAsync(stage.Ann, "den", cursor: last.Cursor));
    }

    private static async Task LeaveAsync(Stage stage)
    {
        var room = stage.Room("tea");
        await stage.Ann.RefusedAsync("LAST_OWNER", new LeaveRoomRequest { RoomId = room });
        await stage.Ann.AskAsync<ArchiveRoomResponse>(new ArchiveRoomRequest { RoomId = room });
        await stage.Bob.RefusedAsync("ROOM_ARCHIVED", "saying something", () => stage.Bob.SayAsync("tea", "too-late", "Wait!"));
        await stage.Ann.AskAsync<UnarchiveRoomResponse>(new UnarchiveRoomRequest { RoomId = room });
        await stage.Bob.AskAsync<LeaveRoomResponse>(new LeaveRoomRequest { RoomId = room });
        await stage.Bob.LineIn("tea").UntilAsync(frame => frame.Unsubscribed is not null);
        await stage.Ann.HearsAsync("tea", heard => heard.MemberLeft is { Reason: MemberLeftReason.Left } left && left.Participant.UserId == stage.Bob.UserId);
    }

    private static async Task RevokeAsync(Stage stage)
    {
        await stage.Dan.AskAsync<RevokeSessionResponse>(new RevokeSessionRequest());
        await stage.Dan.RefusedAsync("SESSION_REVOKED", new ListRoomsRequest());
    }
}
