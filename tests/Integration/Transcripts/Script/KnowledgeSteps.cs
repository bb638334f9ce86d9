using System.Text;
using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Integration.Tests.Transcripts.Script;

/// <summary>Documents, answers from them, and finding things again.</summary>
internal static class KnowledgeSteps
{
    private const string Guide = "# Green tea\n\nGreen tea steeps for three minutes at seventy degrees.\n\n# Harvest\n\n";

    public static IEnumerable<Step> All =>
    [
        new("a document is uploaded", UploadAsync),
        new("the agents are listed", AgentsAsync),
        new("the assistant answers with a citation", AnswerAsync),
        new("an answer is stopped while it is made", CancelAsync),
        new("the stopped answer is made again", RegenerateAsync),
        new("messages are found by their words", SearchAsync),
        new("the history is read page by page", HistoryAsync),
    ];

    // Long enough that an answer from it is still growing when somebody stops it.
    private static string Harvest => string.Concat(Enumerable.Range(1, 12).Select(year =>
        $"The harvest of the mountain garden in year {year} was carried down by {year} mules along the old stone path to the drying house by the river.\n\n"));

    private static async Task UploadAsync(Stage stage)
    {
        var header = new UploadHeader { RoomId = stage.Room("tea"), RequestId = "guide", FileName = "green-tea.md", MediaType = "text/markdown" };
        var content = Encoding.UTF8.GetBytes(Guide + Harvest);
        var first = await stage.Driver.UploadAsync(header, content, stage.Ann.Token);
        stage.Note("Ann uploads", first);
        var again = await stage.Driver.UploadAsync(header, content, stage.Ann.Token);
        Assert.True(again.AlreadyExisted);
        await stage.Bob.AskAsync<GetDocumentResponse>(new GetDocumentRequest { DocumentId = first.Document.DocumentId });
        await stage.Bob.AskAsync<ListDocumentsResponse>(new ListDocumentsRequest { RoomId = header.RoomId });
        await stage.Dan.RefusedAsync("NOT_A_MEMBER", new ListDocumentsRequest { RoomId = header.RoomId });
        await stage.Bob.AskAsync<SearchPassagesResponse>(new SearchPassagesRequest { RoomId = header.RoomId, Query = "steeps degrees", Limit = 2 });
    }

    private static async Task AgentsAsync(Stage stage)
    {
        await stage.Bob.AskAsync<ListAgentsResponse>(new ListAgentsRequest());
        await stage.Bob.RefusedAsync("AGENT_NOT_FOUND", new GetAgentRequest { AgentId = "nobody" });
    }

    private static async Task AnswerAsync(Stage stage)
    {
        await stage.Bob.SayAsync("tea", "question", "@assistant How long does green tea steep?");
        var finished = (await stage.Bob.HearsAsync("tea", heard => heard.AnswerFinished is not null)).AnswerFinished.Message;
        Assert.Equal(AnswerState.Complete, finished.Answer.State);
        Assert.Contains(finished.Answer.Citations, citation => citation.Verified);
        var text = finished.Parts.Single().Text.Text;
        foreach (var delta in stage.Bob.LineIn("tea").Heard.Select(frame => frame.Signal?.TokenDelta).OfType<TokenDelta>())
            Assert.StartsWith(delta.Text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)[(int)delta.Offset..]));
    }

    private static async Task CancelAsync(Stage stage)
    {
        await stage.Bob.SayAsync("tea", "long-question", "@assistant Who carried the harvest of the mountain garden along the stone path?");
        var begun = (await stage.Bob.HearsAsync("tea", heard => heard.AnswerStarted?.Message.Answer.QuestionMessageId == stage.Known["long-question"])).AnswerStarted.Message;
        await stage.Bob.LineIn("tea").UntilAsync(frame => frame.Signal?.TokenDelta?.MessageId == begun.MessageId);
        var stopped = await stage.Bob.LineIn("tea").CancelAsync(new() { RoomId = begun.RoomId, MessageId = begun.MessageId });
        stage.Note("Bob stops", stopped);
        Assert.Equal(AnswerState.Cancelled, stopped.Answer.State);
        Assert.NotEmpty(stopped.Parts.Single().Text.Text);
        foreach (var person in (Actor[])[stage.Ann, stage.Bob])
            await person.HearsAsync("tea", heard => heard.AnswerFinished?.Message.MessageId == begun.MessageId);
        await stage.Bob.RefusedAsync("NOT_AN_ANSWER", new CancelAnswerRequest { RoomId = begun.RoomId, MessageId = stage.Known["hello"] });
    }

    private static async Task RegenerateAsync(Stage stage)
    {
        var room = stage.Room("tea");
        var stopped = (await stage.Bob.HearsAsync("tea", heard => heard.AnswerFinished is { Message.Answer.State: AnswerState.Cancelled })).AnswerFinished.Message;
        await stage.Bob.RefusedAsync("NOT_AN_ANSWER", new RegenerateAnswerRequest { RoomId = room, MessageId = stage.Known["hello"], RequestId = "again" });
        var wish = new RegenerateAnswerRequest { RoomId = room, MessageId = stopped.MessageId, RequestId = "again" };
        stage.Note("Bob has it made again", (await stage.Bob.LineIn("tea").RegenerateAsync(wish)).Message);
        foreach (var person in (Actor[])[stage.Ann, stage.Bob])
            await person.HearsAsync("tea", heard => heard.AnswerFinished is { Message.Answer: { State: AnswerState.Complete, Version: 2 } });
        var repeated = await stage.Bob.AskAsync<RegenerateAnswerResponse>(wish);
        Assert.True(repeated.AlreadyExisted);
        var revisions = await stage.Bob.AskAsync<ListMessageRevisionsResponse>(new ListMessageRevisionsRequest { RoomId = room, MessageId = stopped.MessageId });
        Assert.Contains(revisions.Revisions, revision => revision.Answer?.State == AnswerState.Cancelled);
    }

    private static async Task SearchAsync(Stage stage)
    {
        var found = await stage.Bob.AskAsync<SearchMessagesResponse>(
            new SearchMessagesRequest { Query = "everybody", RoomIds = { stage.Room("tea") }, AuthorId = stage.Bob.UserId });
        Assert.Equal(stage.Known["hello"], Assert.Single(found.Matches).Message.MessageId);
        var gone = await stage.Bob.AskAsync<SearchMessagesResponse>(new SearchMessagesRequest { Query = "kettle", RoomIds = { stage.Room("tea") } });
        Assert.Empty(gone.Matches);
    }

    private static async Task HistoryAsync(Stage stage)
    {
        var page = await stage.Ann.AskAsync<ListMessagesResponse>(new ListMessagesRequest { RoomId = stage.Room("tea"), PageSize = 4 });
        await stage.Ann.AskAsync<ListMessagesResponse>(new ListMessagesRequest { RoomId = stage.Room("tea"), PageSize = 3, PageToken = page.NextPageToken });
        await stage.Ann.AskAsync<ListEventsResponse>(new ListEventsRequest { RoomId = stage.Room("tea"), PageSize = 500 });
    }
}
