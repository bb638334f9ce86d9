using GroupChat.Contracts.Chat.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>What people do with messages.</summary>
internal static class MessageSteps
{
    public static IEnumerable<Step> All =>
    [
        new("Bob says something, and all hear it", PostAsync),
        new("a message sent again is the same message", RetryAsync),
        new("what is no message is refused", RefuseAsync),
        new("mistakes are named by their fields", MistakesAsync),
        new("Bob thinks better of it", EditAsync),
        new("reactions", ReactAsync),
        new("pins", PinAsync),
        new("a thread", ThreadAsync),
    ];

    private static async Task PostAsync(Stage stage)
    {
        var said = await stage.Bob.SayAsync("tea", "hello", "Hello! 🫖 Grüße — \"quoted\" & <b>not bold</b>\n\tnext line");
        foreach (var person in (Actor[])[stage.Ann, stage.Bob, stage.Cat])
            await person.HearsAsync("tea", heard => heard.MessagePosted?.Message.MessageId == said.MessageId);
    }

    private static async Task RetryAsync(Stage stage)
    {
        var again = await stage.Bob.SayAsync("tea", "hello", "Hello! 🫖 Grüße — \"quoted\" & <b>not bold</b>\n\tnext line");
        var onceMore = await stage.Bob.AskAsync<PostMessageResponse>(
            stage.Bob.Post("tea", "hello", "Hello! 🫖 Grüße — \"quoted\" & <b>not bold</b>\n\tnext line"));
        Assert.True(onceMore.AlreadyExisted);
        Assert.Equal(again.MessageId, onceMore.Message.MessageId);
    }

    private static async Task RefuseAsync(Stage stage)
    {
        await stage.Bob.RefusedAsync("CLIENT_MESSAGE_ID_REUSED", "saying it otherwise", () => stage.Bob.SayAsync("tea", "hello", "Something else"));
        await stage.Bob.RefusedAsync("MESSAGE_EMPTY", stage.Bob.Post("tea", "empty", "  \n "));
        await stage.Bob.RefusedAsync("MESSAGE_TOO_LARGE", stage.Bob.Post("tea", "large", new string('x', 32_769)));
    }

    private static async Task MistakesAsync(Stage stage)
    {
        await stage.Bob.RefusedAsync("INVALID_REQUEST", new ListRoomsRequest { PageSize = -1 });
        await stage.Bob.RefusedAsync("INVALID_PAGE_TOKEN", new ListMessagesRequest { RoomId = stage.Room("tea"), PageToken = "bm9uZQ" });
        await stage.Bob.RefusedAsync("MESSAGE_NOT_FOUND", new GetMessageRequest { RoomId = stage.Room("tea"), MessageId = Guid.Empty.ToString() });
    }

    private static async Task EditAsync(Stage stage)
    {
        var edit = new EditMessageRequest
        {
            RoomId = stage.Room("tea"),
            MessageId = stage.Known["hello"],
            Parts = { new ContentPart { Text = new() { Text = "**Hello** everybody", Format = TextFormat.Markdown } } },
        };
        await stage.Ann.RefusedAsync("NOT_THE_AUTHOR", edit);
        await stage.Bob.AskAsync<EditMessageResponse>(edit);
        await stage.Cat.HearsAsync("tea", heard => heard.MessageEdited is not null);
        await stage.Ann.AskAsync<ListMessageRevisionsResponse>(
            new ListMessageRevisionsRequest { RoomId = edit.RoomId, MessageId = edit.MessageId });
    }

    private static async Task ReactAsync(Stage stage)
    {
        var (room, message) = (stage.Room("tea"), stage.Known["hello"]);
        foreach (var (person, emoji) in ((Actor, string)[])[(stage.Ann, "👍🏽"), (stage.Cat, "👍🏽"), (stage.Cat, "❤️"), (stage.Cat, "❤️")])
            await person.AskAsync<AddReactionResponse>(new AddReactionRequest { RoomId = room, MessageId = message, Emoji = emoji });
        await stage.Ann.AskAsync<RemoveReactionResponse>(new RemoveReactionRequest { RoomId = room, MessageId = message, Emoji = "👍🏽" });
        await stage.Bob.AskAsync<ListReactionsResponse>(new ListReactionsRequest { RoomId = room, MessageId = message });
        await stage.Bob.HearsAsync("tea", heard => heard.ReactionRemoved is not null);
    }

    private static async Task PinAsync(Stage stage)
    {
        var (room, message) = (stage.Room("tea"), stage.Known["hello"]);
        await stage.Ann.AskAsync<PinMessageResponse>(new PinMessageRequest { RoomId = room, MessageId = message });
        await stage.Bob.AskAsync<ListPinsResponse>(new ListPinsRequest { RoomId = room });
        await stage.Ann.AskAsync<UnpinMessageResponse>(new UnpinMessageRequest { RoomId = room, MessageId = message });
        await stage.Cat.HearsAsync("tea", heard => heard.MessageUnpinned is not null);
    }

    private static async Task ThreadAsync(Stage stage)
    {
        await stage.Ann.SayAsync("tea", "reply-1", "Welcome, Bob", replyTo: stage.Known["hello"]);
        await stage.Cat.SayAsync("tea", "reply-2", "Welcome from me as well", replyTo: stage.Known["reply-1"]);
        await stage.Bob.AskAsync<ListThreadResponse>(new ListThreadRequest { RoomId = stage.Room("tea"), MessageId = stage.Known["hello"] });
    }
}
