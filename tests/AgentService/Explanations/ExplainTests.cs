using GroupChat.Contracts.Agent.V1;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;
using static GroupChat.Agents.Tests.Explanations.AnswerRoom;
using static GroupChat.Agents.Tests.ScriptedChatClient;

namespace GroupChat.Agents.Tests.Explanations;

public sealed class ExplainTests
{
    [Fact]
    public async Task Explain_AnAnswer_SaysWhatItWasMadeFrom()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("“Tea is served at four.” [1] “Free.” [1]")));
        await room.AskAsync("r1", "@assistant when is tea?");
        var finish = await room.AskAsync("r2", "@assistant and coffee?");

        var first = await ExplainAsync(room, "answer-r1");
        Assert.Equal(("turn-r1", "r1", "agent:assistant", "extractive"), (first.TurnId, first.RunId, first.AgentId, first.ModelId));
        Assert.Equal(("when is tea?", QuerySource.Question, 1), (first.Queries[0].Text, first.Queries[0].Source, first.Queries[0].FoundCount));
        var passage = Assert.Single(first.Passages);
        Assert.Equal(("p1", "Menu", PassageUse.Read, 1d), (passage.PassageId, passage.DocumentTitle, passage.Use, passage.Score));
        Assert.Equal((1, 1), (first.CitationCount, first.RemovedQuotes));
        Assert.True(first.Prompt.Tokens > 20 && first.Prompt.Estimated);

        var second = await ExplainAsync(room, "answer-r2");
        Assert.Equal("“Tea is served at four.” [1] (quote removed)", finish.Text);
        Assert.Equal(["and coffee?", "and coffee? tea"], second.Queries.Select(static query => query.Text));
        Assert.Equal(QuerySource.Rules, second.Queries[1].Source);
        Assert.Equal((PassageUse.ReadBefore, "0,1"), (second.Passages[0].Use, string.Join(',', second.Passages[0].QueryIndexes)));
        Assert.Equal(2, second.Prompt.MessageCount);
        Assert.Empty(second.Prompt.Compactions);
    }

    [Fact]
    public async Task Explain_ByOthersAndOfOtherThings_IsRefused()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("Tea.")));
        await room.AskAsync("r1", "when is tea?");

        Assert.Equal("NOT_A_MEMBER", await ReasonAsync(Explain(room, "answer-r1", "mallory")));
        Assert.Equal("NOT_AN_ANSWER", await ReasonAsync(Explain(room, "question-r1")));
        Assert.Equal("MESSAGE_NOT_FOUND", await ReasonAsync(Explain(room, "answer-r9")));
        Assert.Equal("INVALID_REQUEST", await ReasonAsync(Explain(room, "")));
        room.Agents.Messages.Said.Single(static said => said.MessageId == "answer-r1").Answer.TurnId = "turn-of-long-ago";
        Assert.Equal("EXPLANATION_NOT_FOUND", await ReasonAsync(Explain(room, "answer-r1")));
    }

    [Fact]
    public async Task Explain_WhenTheQuestionIsDeleted_TellsNothingOfIt()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("Tea.")));
        await room.AskAsync("r1", "when is my secret tea?");
        room.Agents.Messages.Said.Single(static said => said.MessageId == "question-r1").Deletion = new Deletion();
        Assert.Empty((await ExplainAsync(room, "answer-r1")).Queries);
    }

    [Fact]
    public async Task Explain_WhenNothingIsToBeKept_NothingIs()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("Tea.")), ("Grounding:ExplanationDays", "0"));
        await room.AskAsync("r1", "when is tea?");
        Assert.Equal("EXPLANATION_NOT_FOUND", await ReasonAsync(Explain(room, "answer-r1")));
    }

    [Fact]
    public async Task Rate_ByMembers_IsOneEachAndForOwnersToRead()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("Tea.")));
        await room.AskAsync("r1", "when is tea?");
        await room.AskAsync("r2", "when is coffee?");
        await RateAsync(room, "ann", "answer-r1", RatingVerdict.Down, "wrong");
        await RateAsync(room, "ann", "answer-r1", RatingVerdict.Up, "right after all");
        await RateAsync(room, "ann", "answer-r2", RatingVerdict.Down);
        await RateAsync(room, "olga", "answer-r2", RatingVerdict.Down);
        await RateAsync(room, "olga", "answer-r2", RatingVerdict.Unspecified);

        var page = await ListAsync(room, "");
        var next = await ListAsync(room, page.NextPageToken);
        var all = page.Ratings.Concat(next.Ratings).ToList();
        Assert.Equal((1, 1, 1L, 1L, ""), (page.Ratings.Count, next.Ratings.Count, page.UpCount, page.DownCount, next.NextPageToken));
        var changed = all.Single(static rating => rating.MessageId == "answer-r1");
        Assert.Equal(("ann", "agent:assistant", "turn-r1", RatingVerdict.Up, "right after all"),
            (changed.UserId, changed.AgentId, changed.TurnId, changed.Verdict, changed.Note));
    }

    [Fact]
    public async Task Rate_WhatIsNotAllowed_IsRefused()
    {
        await using var room = await StartAsync(new ScriptedChatClient(Says("Tea.")));
        await room.AskAsync("r1", "when is tea?");
        Assert.Equal("NOT_A_MEMBER", await ReasonAsync(Rate(room, "mallory", "answer-r1")));
        Assert.Equal("NOT_AN_ANSWER", await ReasonAsync(Rate(room, "ann", "question-r1")));
        Assert.Equal("INVALID_REQUEST", await ReasonAsync(Rate(room, "ann", "answer-r1", note: new string('x', 1001))));
        Assert.Equal("INVALID_REQUEST", await ReasonAsync(Rate(room, "ann", "answer-r1", (RatingVerdict)7)));
        Assert.Equal("ROLE_REQUIRED", await ReasonAsync(room.As("mia").ListRatingsAsync(new() { RoomId = "kitchen" })));
        Assert.Equal("ROLE_REQUIRED", await ReasonAsync(room.As("mia").ListMemoriesAsync(new() { RoomId = "kitchen" })));
        Assert.Equal("NOT_A_MEMBER", await ReasonAsync(room.As("mallory").ForgetMemoriesAsync(new() { RoomId = "kitchen" })));
        Assert.Empty((await room.As("olga").ListMemoriesAsync(new() { RoomId = "kitchen" }).ResponseAsync.Within()).Memories);
        Assert.Equal("NOT_A_MEMBER", await ReasonAsync(room.As("mallory").ListRatingsAsync(new() { RoomId = "kitchen" })));
        Assert.Equal("INVALID_PAGE_TOKEN", await ReasonAsync(room.As("olga").ListRatingsAsync(new() { RoomId = "kitchen", PageToken = "AAAA" })));
    }

    private static Grpc.Core.AsyncUnaryCall<ExplainAnswerResponse> Explain(AnswerRoom room, string message, string user = "ann") =>
        room.As(user).ExplainAnswerAsync(new() { RoomId = "kitchen", MessageId = message });

    private static async Task<Explanation> ExplainAsync(AnswerRoom room, string message) =>
        (await Explain(room, message).ResponseAsync.Within()).Explanation;

    private static Grpc.Core.AsyncUnaryCall<RateAnswerResponse> Rate(
        AnswerRoom room, string user, string message, RatingVerdict verdict = RatingVerdict.Up, string note = "") =>
        room.As(user).RateAnswerAsync(new() { RoomId = "kitchen", MessageId = message, Verdict = verdict, Note = note });

    private static async Task RateAsync(AnswerRoom room, string user, string message, RatingVerdict verdict, string note = "") =>
        await Rate(room, user, message, verdict, note).ResponseAsync.Within();

    private static async Task<ListRatingsResponse> ListAsync(AnswerRoom room, string token) =>
        await room.As("olga").ListRatingsAsync(new() { RoomId = "kitchen", PageSize = 1, PageToken = token }).ResponseAsync.Within();
}
