using GroupChat.Chat.Tests.Kit;
using GroupChat.Contracts.Chat.V1;
using GroupChat.TestSupport;

namespace GroupChat.Chat.Tests.Turns;

/// <summary>The life of an answer as members and a worker see it.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Mention_OfAnAgent_BringsAnAnswerFromItsFirstEventToItsLast()
    {
        await using var house = await ChatHouse.OpenAsync();
        var room = await house.RoomAsync("ann", "ben");
        await using var ben = await house.ConverseAsync("ben", Requests.Latest(room));
        await ben.CaughtUpAsync();
        await house.PostAsync("ann", room, "earlier words");
        var question = await house.PostAsync("ann", room, "@assistant why?");
        Assert.Equal("agent:assistant", Assert.Single(question.Mentions).UserId);
        await using var worker = await house.WorkAsync();

        var run = await worker.AssignmentAsync();
        Assert.Equal((room, "agent:assistant", 1), (run.RoomId, run.AgentId, run.Attempt));
        Assert.Equal(question, run.Question);
        Assert.Equal("earlier words", Assert.Single(run.Recent).TextOf());
        var started = (await ben.NextAsync(frame => frame.Event?.AnswerStarted is not null)).Event;
        Assert.Equal(question.Sequence + 1, started.Sequence);
        var begun = started.AnswerStarted.Message;
        Assert.Equal(
            (run.AnswerMessageId, question.MessageId, run.TurnId, AnswerState.Generating),
            (begun.MessageId, begun.ReplyToMessageId, begun.Answer.TurnId, begun.Answer.State));

        await worker.EnterAsync(run, AnswerPhase.Generating);
        await worker.WriteAsync(run, 0, "Because ");
        await worker.WriteAsync(run, 8, "of \u00e4.");
        Assert.Equal("Because of \u00e4.", await ReadTextAsync(ben, run, bytes: 14));
        Assert.True(await worker.FinishAsync(run, "Because of \u00e4. [1]"));

        var finished = (await ben.NextAsync(frame => frame.Event?.AnswerFinished is not null)).Event.AnswerFinished.Message;
        Assert.Equal((begun.Sequence, "Because of \u00e4. [1]"), (finished.Sequence, finished.TextOf()));
        Assert.Equal((AnswerState.Complete, run.RunId, "test-model"), (finished.Answer.State, finished.Answer.RunId, finished.Answer.ModelId));
        Assert.Equal((7L, 3L), (finished.Answer.Usage.InputTokens, finished.Answer.Usage.OutputTokens));
        var citation = Assert.Single(finished.Answer.Citations);
        Assert.Equal(("doc", "a quote", true, "Top/Sub"), (citation.DocumentId, citation.Quote, citation.Verified, string.Join('/', citation.Place.Headings)));
        Assert.Equal((OriginSource.Agent, TrustLevel.Untrusted), (finished.Parts[0].Origin.Source, finished.Parts[0].Origin.Trust));
        Assert.Equal(finished, await house.AnswerAsync(run));
        var page = await house.Client("ann").ListMessagesAsync(new() { RoomId = room }).ResponseAsync.Within();
        question.Thread = new() { ReplyCount = 1, LastReplySequence = finished.Sequence };
        Assert.Equal([finished, question], page.Messages.Take(2));
    }

    [Fact]
    public async Task Answers_ThatMentionAnAgent_AskNobody()
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        Assert.True(await worker.FinishAsync(run, "ask @assistant again"));
        Assert.NotNull((await house.LogAsync("ann", run.RoomId))[^1].AnswerFinished);
    }

    [Fact]
    public async Task Mention_OfSeveralAgents_AsksEachOnce()
    {
        await using var house = await ChatHouse.OpenAsync(settings: values =>
        {
            foreach (var (i, handle) in "one two".Split(' ').Index())
                (values[$"Chat:DefaultAgents:{i}:Handle"], values[$"Chat:DefaultAgents:{i}:Name"]) = (handle, handle);
        });
        var room = await house.RoomAsync("ann");
        await using var worker = await house.WorkAsync(4, "agent:one", "agent:two");
        var question = await house.PostAsync("ann", room, "@two and @one and @TWO and @three");
        Assert.Equal(["agent:two", "agent:one"], question.Mentions.Select(mention => mention.UserId));
        var runs = new[] { await worker.AssignmentAsync(), await worker.AssignmentAsync() };
        Assert.Equal(["agent:two", "agent:one"], runs.Select(run => run.AgentId));
        Assert.Equal([5L, 6, 7], (await house.LogAsync("ann", room)).Skip(4).Select(e => e.Sequence).Prepend(5L).Distinct());
    }

    [Theory]
    [InlineData(AnswerState.Failed, "MODEL_FAILED", AnswerState.Failed, "MODEL_FAILED")]
    [InlineData(AnswerState.Complete, "ignored", AnswerState.Complete, "")]
    [InlineData(AnswerState.Cancelled, "ignored", AnswerState.Cancelled, "")]
    public async Task Finish_InEachState_IsKept(AnswerState sent, string reason, AnswerState state, string kept)
    {
        await using var house = await ChatHouse.OpenAsync();
        var (worker, run) = await house.AskAsync();
        await using var _ = worker;
        Assert.True(await worker.FinishAsync(run, "text", sent, reason));
        var answer = (await house.AnswerAsync(run)).Answer;
        Assert.Equal((state, kept), (answer.State, answer.FailureReason));
    }

    private static async Task<string> ReadTextAsync(ChatStream stream, RunAssignment run, long bytes)
    {
        var text = "";
        for (var end = 0L; end < bytes;)
        {
            var delta = (await stream.NextAsync(frame => frame.Signal?.TokenDelta is not null)).Signal.TokenDelta;
            Assert.Equal((run.AnswerMessageId, run.RunId, end), (delta.MessageId, delta.RunId, delta.Offset));
            (text, end) = (text + delta.Text, delta.EndOffset);
        }

        return text;
    }
}
