using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>Who has noticed what, and what is no longer there to notice.</summary>
internal static class AttentionSteps
{
    public static IEnumerable<Step> All =>
    [
        new("a mention is unread", MentionAsync),
        new("reading on moves the marks", MarkAsync),
        new("Bob is typing", TypeAsync),
        new("a message is taken back", DeleteAsync),
    ];

    private static async Task MentionAsync(Stage stage)
    {
        await stage.Bob.SayAsync("tea", "mention", "Ann, which tea is it today?", mentions: stage.Ann.UserId);
        var unread = await stage.Ann.AskAsync<GetUnreadResponse>(new GetUnreadRequest { RoomId = stage.Room("tea") });
        Assert.Equal(1, unread.Unread.MentionCount);
        await stage.Ann.AskAsync<ListUnreadResponse>(new ListUnreadRequest());
    }

    // The log tells of marks a moment after they were moved: nothing else may be said before it has.
    private static async Task MarkAsync(Stage stage)
    {
        var newest = await stage.Ann.HearsAsync("tea", heard => heard.MessagePosted?.Message.MessageId == stage.Known["mention"]);
        await stage.Ann.LineIn("tea").MarkAsync(new() { RoomId = newest.RoomId, ReadSequence = newest.Sequence });
        foreach (var person in (Actor[])[stage.Ann, stage.Bob, stage.Cat])
            await person.HearsAsync("tea", heard => heard.ReadMarksMoved?.Marks.Any(mark => mark.ReadSequence == newest.Sequence && mark.UserId == stage.Ann.UserId) == true);
        await stage.Bob.AskAsync<ListReadMarksResponse>(new ListReadMarksRequest { RoomId = newest.RoomId });
        var unread = await stage.Ann.AskAsync<GetUnreadResponse>(new GetUnreadRequest { RoomId = newest.RoomId });
        Assert.Equal(0, unread.Unread.UnreadCount);
        await stage.Ann.RefusedAsync("INVALID_SEQUENCE", new MoveMarksRequest { RoomId = newest.RoomId, ReadSequence = 9_000_000_000_000_000 });
    }

    private static async Task TypeAsync(Stage stage)
    {
        await stage.Bob.LineIn("tea").TypeAsync(new() { RoomId = stage.Room("tea"), Typing = true });
        var seen = await stage.Ann.LineIn("tea").UntilAsync(frame => frame.Signal?.Typing?.Typing == true);
        stage.Note("Ann sees", seen.Signal);
    }

    private static async Task DeleteAsync(Stage stage)
    {
        var (room, message) = (stage.Room("tea"), stage.Known["reply-2"]);
        await stage.Bob.RefusedAsync("ROLE_REQUIRED", new DeleteMessageRequest { RoomId = room, MessageId = message });
        await stage.Cat.AskAsync<DeleteMessageResponse>(new DeleteMessageRequest { RoomId = room, MessageId = message });
        await stage.Bob.HearsAsync("tea", heard => heard.MessageDeleted is not null);
        await stage.Bob.AskAsync<GetMessageResponse>(new GetMessageRequest { RoomId = room, MessageId = stage.Known["hello"] });
    }
}
